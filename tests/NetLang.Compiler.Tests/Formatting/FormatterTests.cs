using System.Runtime.CompilerServices;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Formatting;
using NetLang.Compiler.Text;
using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Formatting;

public class FormatterTests
{
    private static readonly string Layouts = Path.Combine(FolderOf(), "Layouts");

    /// <summary>Programs in untidy layouts: <c>Layouts/NAME.net</c>, formatted in <c>NAME.verified.net</c>.</summary>
    public static TheoryData<string> Names =>
    [
        .. Directory.EnumerateFiles(Layouts, "*.net")
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Where(name => !name.Contains('.', StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void Layouts_become_canonical(string name)
    {
        var formatted = Formatted(File.ReadAllText(Path.Combine(Layouts, name + ".net")).ReplaceLineEndings("\n"));
        Snapshot.MatchFile(formatted, Path.Combine(Layouts, name + ".verified.net"));
        Assert.Equal(formatted, Formatted(formatted));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n", "")]
    [InlineData("// only a comment")]
    [InlineData("\uFEFFlet a = 1")]
    [InlineData("let a = 1   \n\n\n")]
    public void A_file_ends_with_one_line_end_and_begins_without_mark(string text, string? expected = null) =>
        Assert.Equal(expected ?? (text == "" ? "" : text.Trim('\n', ' ', '\uFEFF') + "\n"), Formatted(text));

    [Fact]
    public void Ends_of_lines_are_those_of_the_first() => Assert.Equal(
        "let a = (* over\r\nlines *)\r\n    1\r\nlet b = 2\r\n",
        Formatted("let a = (* over\r\nlines *) 1\r\nlet b=2\n"));

    [Fact]
    public void Syntax_errors_are_reported_and_nothing_is_formatted()
    {
        var diagnostics = new DiagnosticBag();
        Assert.Null(Formatter.Format(new SourceText("test.net", "let f = (\nlet g=1\n"), diagnostics));
        Assert.Equal("NL1103", Assert.Single(diagnostics.All).Code);
    }

    [Theory]
    [InlineData("let f = a\n", "its meaning")]
    [InlineData("let f = a // one", "its comments")]
    [InlineData("let f = a // one\n// three\n", "its comments")]
    [InlineData("let f =\n    a // one\n    // two\n", null)]
    public void What_would_be_lost_is_noticed(string formatted, string? difference)
    {
        const string original = "let f = a // one\n// two\n";
        var text = formatted == "let f = a\n" ? "let f = b\n" : formatted;
        var unit = NetLang.Compiler.Syntax.Parser.Parse(new SourceText("test.net", original), new DiagnosticBag());
        Assert.Equal(difference, RoundTrip.Difference(unit, new SourceText("test.net", text)));
    }

    private static string Formatted(string text)
    {
        var diagnostics = new DiagnosticBag();
        var formatted = Formatter.Format(new SourceText("test.net", text), diagnostics);
        Assert.True(diagnostics.All.Count == 0, DiagnosticRenderer.Render(diagnostics.All, RenderStyle.Plain));
        return formatted!;
    }

    private static string FolderOf([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
