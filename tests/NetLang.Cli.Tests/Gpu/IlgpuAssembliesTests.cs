using NetLang.Cli.Gpu;
using NetLang.Runtime;

namespace NetLang.Cli.Tests.Gpu;

/// <summary>Where ILGPU is looked for, and what is said where it is not.</summary>
public class IlgpuAssembliesTests
{
    private static readonly string[] Names = ["ILGPU", "ILGPU.Algorithms"];

    [Fact]
    public void A_folder_that_is_named_is_the_only_one_that_counts()
    {
        using var folder = new TemporaryFolder();
        var assemblies = new IlgpuAssemblies(Cache(folder, "net7.0"), NoRestore);
        var here = AppContext.BaseDirectory;
        Assert.Equal(Names.Select(n => Path.Combine(here, n + ".dll")), assemblies.Find(here));
        var failure = Assert.Throws<NetLangException>(() => assemblies.Find(folder.Path));
        Assert.Equal(CliErrors.IlgpuMissing, failure.Error);
        Assert.Contains($"there is no ILGPU.dll in {folder.Path}", failure.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void The_cache_gives_the_newest_frameworks_assemblies()
    {
        using var folder = new TemporaryFolder();
        var cache = Cache(folder, "net7.0", "net10.0", "netstandard2.1", "net471");
        var found = new IlgpuAssemblies(cache, NoRestore).Find(null);
        Assert.All(found, path => Assert.Equal("net10.0", Path.GetFileName(Path.GetDirectoryName(path))));
        Assert.Equal(Names, found.Select(Path.GetFileNameWithoutExtension));
    }

    [Fact]
    public void What_is_missing_is_restored_once()
    {
        using var folder = new TemporaryFolder();
        var restored = 0;
        var assemblies = new IlgpuAssemblies(folder.Path, () =>
        {
            restored++;
            Cache(folder, "net7.0");
            return null;
        });
        Assert.Equal(2, assemblies.Find(null).Count);
        assemblies.Find(null);
        Assert.Equal(1, restored);
    }

    [Fact]
    public void Where_it_cannot_be_restored_the_message_says_why_and_what_to_do()
    {
        using var folder = new TemporaryFolder();
        var assemblies = new IlgpuAssemblies(folder.Path, () => "error NU1101: no source has it");
        var failure = Assert.Throws<NetLangException>(() => assemblies.Find(null));
        Assert.Contains("error NU1101: no source has it", failure.Problem, StringComparison.Ordinal);
        Assert.Contains("--ilgpu FOLDER", failure.Help, StringComparison.Ordinal);
        Assert.Contains("--target cpu", failure.Help, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_that_are_something_else_are_refused()
    {
        using var folder = new TemporaryFolder();
        folder.Write("ILGPU.dll", "no assembly");
        folder.Write("ILGPU.Algorithms.dll", "no assembly");
        var assemblies = new IlgpuAssemblies(folder.Path, () => null);
        var failure = Assert.Throws<NetLangException>(() => assemblies.Find(folder.Path));
        Assert.Contains("is not an assembly", failure.Problem, StringComparison.Ordinal);

        File.Copy(typeof(NetLangException).Assembly.Location, folder.Combine("ILGPU.dll"), overwrite: true);
        failure = Assert.Throws<NetLangException>(() => assemblies.Find(folder.Path));
        Assert.Contains("is NetLang.Runtime 0.1.0.0, and not ILGPU 1.5.3", failure.Problem, StringComparison.Ordinal);
    }

    private static string? NoRestore() => throw new InvalidOperationException("restored");

    /// <summary>A folder as NuGet's cache, with the packages' assemblies for some frameworks.</summary>
    private static string Cache(TemporaryFolder folder, params string[] frameworks)
    {
        foreach (var (name, framework) in Names.SelectMany(n => frameworks.Select(f => (n, f))))
        {
            var library = folder.Combine($"{name.ToLowerInvariant()}/1.5.3/lib/{framework}");
            Directory.CreateDirectory(library);
            File.Copy(Path.Combine(AppContext.BaseDirectory, name + ".dll"), Path.Combine(library, name + ".dll"));
        }

        return folder.Path;
    }
}
