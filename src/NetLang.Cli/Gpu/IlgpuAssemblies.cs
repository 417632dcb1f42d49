using System.CommandLine;
using System.Reflection;
using NetLang.Runtime;

namespace NetLang.Cli.Gpu;

/// <summary>
/// Finds the assemblies that GPU code is compiled against: in a folder that the user names, else in NuGet's cache, into
/// which they are restored where they are missing.
/// </summary>
/// <param name="cache">The folder of NuGet's packages.</param>
/// <param name="restore">Puts the packages there; tells what went wrong, or null.</param>
internal sealed class IlgpuAssemblies(string cache, Func<string?> restore)
{
    private const string Help = """
        in any project on a machine that reaches nuget.org, so that both packages are in NuGet's cache there:
            dotnet add package ILGPU --version 1.5.3
            dotnet add package ILGPU.Algorithms --version 1.5.3
          on any other, with ILGPU.dll and ILGPU.Algorithms.dll from those packages' folders lib/net… in a FOLDER:
            netlangc build --target gpu --ilgpu FOLDER …
          `--target cpu` needs nothing of it, nor does looking at kernels: add --emit kernels or --explain-kernels
          `netlangc explain NL5107` says more
        """;

    private static readonly string[] Packages = ["ILGPU", "ILGPU.Algorithms"];

    /// <summary>The option that names their folder.</summary>
    public static Option<string?> FolderOption() => new("--ilgpu")
    {
        Description = "The folder of ILGPU.dll and ILGPU.Algorithms.dll, which code for GPUs is compiled against; by default "
            + "they come from NuGet.",
        HelpName = "FOLDER",
    };

    /// <summary>With this machine's cache, and `dotnet restore`.</summary>
    /// <param name="progress">Receives a line where something is restored, since that takes a while.</param>
    public static IlgpuAssemblies OfThisMachine(TextWriter progress) =>
        new(PackageRestore.Cache, () =>
        {
            progress.WriteLine($"Restoring {string.Join(" and ", Packages)} {PackageRestore.IlgpuVersion} …");
            return PackageRestore.Run(Packages);
        });

    /// <summary>The paths of both assemblies.</summary>
    /// <param name="folder">Where to look, and nowhere else; null for NuGet's cache.</param>
    /// <exception cref="NetLangException">They are not to be had, or are not what they seem.</exception>
    public IReadOnlyList<string> Find(string? folder)
    {
        if (folder is not null)
        {
            var missing = Packages.FirstOrDefault(p => !File.Exists(Path.Combine(folder, p + ".dll")));
            return missing is null
                ? [.. Packages.Select(p => Checked(Path.Combine(folder, p + ".dll"), p))]
                : throw Failure($"there is no {missing}.dll in {folder}");
        }

        if (InCache() is { } found)
            return found;
        var problem = restore();
        return InCache()
            ?? throw Failure($"it is not in {cache}, and could not be restored: {problem ?? "it still is not there"}");
    }

    private List<string>? InCache()
    {
        var paths = Packages.Select(p => (Package: p, Path: Library(p))).ToList();
        return paths.Exists(p => p.Path is null) ? null : [.. paths.Select(p => Checked(p.Path!, p.Package))];
    }

    /// <summary>The assembly for the newest framework that a package has one for.</summary>
    private string? Library(string package)
    {
        var versions = Path.Combine(cache, package.ToLowerInvariant(), PackageRestore.IlgpuVersion, "lib");
        if (!Directory.Exists(versions))
            return null;
        return Directory.EnumerateDirectories(versions, "net*.*")
            .Where(f => File.Exists(Path.Combine(f, package + ".dll")))
            .MaxBy(FrameworkVersion)
            is { } newest ? Path.Combine(newest, package + ".dll") : null;
    }

    private static Version FrameworkVersion(string folder) =>
        Version.TryParse(Path.GetFileName(folder)["net".Length..], out var version) ? version : new Version();

    private static string Checked(string path, string name)
    {
        try
        {
            var assembly = AssemblyName.GetAssemblyName(path);
            if (assembly.Name == name && assembly.Version is { Major: 1, Minor: 5 })
                return path;
            var wanted = $"{name} {PackageRestore.IlgpuVersion}";
            throw Failure($"{path} is {assembly.Name} {assembly.Version}, and not {wanted}");
        }
        catch (Exception failure)
            when (failure is BadImageFormatException or IOException or UnauthorizedAccessException)
        {
            throw Failure($"{path} is not an assembly: {failure.Message}");
        }
    }

    private static NetLangException Failure(string problem) => new(
        CliErrors.IlgpuMissing,
        $"code for GPUs is compiled against ILGPU {PackageRestore.IlgpuVersion}: {problem}",
        Help);
}
