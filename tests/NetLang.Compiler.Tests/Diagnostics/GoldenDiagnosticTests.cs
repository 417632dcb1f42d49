using System.Globalization;
using System.Runtime.CompilerServices;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Text;
using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Diagnostics;

/// <summary>
/// Wrong programs as users meet them: <c>Golden/NAME.net</c>, what is printed for it in <c>NAME.verified.txt</c>, and
/// <c>NAME.fixed.net</c>, repaired by following the message alone, which compiles. What they import lies in folders.
/// One mistake gives one error, and of those called <c>several-…</c> each gives one: a first line such as
/// <c>// 5 mistakes</c> counts them.
/// </summary>
public class GoldenDiagnosticTests
{
    private static readonly string Folder = FolderOf();

    public static TheoryData<string> Names => [.. Programs];

    private static IEnumerable<string> Programs => Directory.EnumerateFiles(Folder, "*.net")
        .Select(file => Path.GetFileNameWithoutExtension(file))
        .Where(name => !name.EndsWith(".fixed", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(Names))]
    public void TheMessageIsAsRecorded(string name)
    {
        var found = Report(name + ".net");
        Snapshot.MatchFile(
            DiagnosticRenderer.Render(found, RenderStyle.Plain), Path.Combine(Folder, name + ".verified.txt"));
        Assert.Equal(Mistakes(name), found.Count);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void TheRepairCompiles(string name) =>
        Assert.Equal("", DiagnosticRenderer.Render(Report(name + ".fixed.net"), RenderStyle.Plain));

    /// <summary>What is suggested as a change of the text mends that mistake, and makes no other.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void TheSuggestedChangeMends(string name)
    {
        var text = Read(name + ".net");
        var found = Report(name + ".net");
        foreach (var repair in found.Select(d => d.Repair).OfType<Repair>())
        {
            var after = Report(name + ".net", repair.ApplyTo(new SourceText(name + ".net", text)));
            Assert.Equal(found.Where(d => d.Repair != repair).Select(d => d.Message), after.Select(d => d.Message));
        }
    }

    [Fact]
    public void NoFileIsLeftWithoutItsProgram()
    {
        var programs = Programs.ToHashSet();
        var orphans = Directory.EnumerateFiles(Folder).Select(Path.GetFileName).OfType<string>()
            .Where(file => !programs.Contains(file.Split('.')[0]));
        Assert.Empty(orphans);
    }

    private static int Mistakes(string name) => name.StartsWith("several-", StringComparison.Ordinal)
        ? int.Parse(Read(name + ".net").Split(' ')[1], CultureInfo.InvariantCulture)
        : 1;

    private static IReadOnlyList<Diagnostic> Report(string file, string? text = null)
    {
        var options = new CompilerOptions { ReadImport = ImportedFiles.OnDisk(Folder) };
        return Compilation.Create(new SourceText(file, text ?? Read(file)), options).Diagnostics;
    }

    private static string Read(string file) => File.ReadAllText(Path.Combine(Folder, file));

    private static string FolderOf([CallerFilePath] string file = "") => Path.Combine(Path.GetDirectoryName(file)!, "Golden");
}
