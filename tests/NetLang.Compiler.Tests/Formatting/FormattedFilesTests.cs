using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Formatting;
using NetLang.Compiler.Text;
using Xunit;

namespace NetLang.Compiler.Tests.Formatting;

/// <summary>All NetLang of this repository is formatted, but where its layout or its mistakes are the point.</summary>
public partial class FormattedFilesTests
{
    private static readonly string Root = RootOf();

    public static TheoryData<string> Files =>
    [
        .. new[] { "src", "examples", "tests" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.net", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(file => !file.Split('/').Any(part => part is "bin" or "obj" or "Golden" or "Layouts" or "Fuzz"))
            .Order(StringComparer.Ordinal),
    ];

    public static TheoryData<string> Blocks =>
        [.. Block().Matches(Read("grammar/LANGUAGE.md")).Select(block => block.Groups[1].Value)];

    /// <summary>Where one is not: <c>netlangc fmt src examples tests/…</c>.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_is_formatted(string file) => AssertFormatted(file, Read(file).Replace('$', '_'));

    [Theory]
    [MemberData(nameof(Blocks))]
    public void A_program_of_the_reference_is_formatted(string program) => AssertFormatted("LANGUAGE.md", program);

    private static void AssertFormatted(string path, string text)
    {
        var diagnostics = new DiagnosticBag();
        var formatted = Formatter.Format(new SourceText(path, text), diagnostics);
        Assert.Equal("", DiagnosticRenderer.Render(diagnostics.All, RenderStyle.Plain));
        Assert.Equal(formatted, text);
    }

    private static string Read(string file) => File.ReadAllText(Path.Combine(Root, file)).ReplaceLineEndings("\n");

    private static string RootOf([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", ".."));

    [GeneratedRegex("```netlang\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
