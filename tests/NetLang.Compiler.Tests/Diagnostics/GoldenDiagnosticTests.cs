using System.Runtime.CompilerServices;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Prelude;
using NetLang.Compiler.Semantics;
using NetLang.Compiler.Syntax;
using NetLang.Compiler.Text;
using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Diagnostics;

/// <summary>
/// Wrong programs as users meet them: <c>Golden/NAME.net</c>, what is printed for it in <c>NAME.verified.txt</c>, and
/// <c>NAME.fixed.net</c>, repaired by following the message alone, which compiles.
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
        var text = DiagnosticRenderer.Render(Report(name + ".net"), RenderStyle.Plain);
        Snapshot.MatchFile(text, Path.Combine(Folder, name + ".verified.txt"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void TheRepairCompiles(string name) =>
        Assert.Equal("", DiagnosticRenderer.Render(Report(name + ".fixed.net"), RenderStyle.Plain));

    [Fact]
    public void NoFileIsLeftWithoutItsProgram()
    {
        var programs = Programs.ToHashSet();
        var orphans = Directory.EnumerateFiles(Folder).Select(Path.GetFileName).OfType<string>()
            .Where(file => !programs.Contains(file.Split('.')[0]));
        Assert.Empty(orphans);
    }

    private static IReadOnlyList<Diagnostic> Report(string file)
    {
        var bag = new DiagnosticBag();
        var unit = Parser.Parse(new SourceText(file, File.ReadAllText(Path.Combine(Folder, file))), bag);
        if (!bag.HasErrors)
            Analyzer.Analyze(unit, PreludeFiles.Units, bag);
        return bag.All;
    }

    private static string FolderOf([CallerFilePath] string file = "") => Path.Combine(Path.GetDirectoryName(file)!, "Golden");
}
