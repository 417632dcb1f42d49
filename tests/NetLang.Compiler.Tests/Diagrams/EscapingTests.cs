using System.Collections.Immutable;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using NetLang.Compiler.Diagrams;
using NetLang.Compiler.Diagrams.Svg;
using Xunit;

namespace NetLang.Compiler.Tests.Diagrams;

/// <summary>No text of a model becomes anything else than text in a picture, whatever it holds.</summary>
public partial class EscapingTests
{
    public static TheoryData<string> Hostile =>
    [
        "\"]; evil [label=\"x",
        "a\\",
        "\\\" -> b",
        "line\nbreak\r\n}",
        "</text><script>alert(1)</script>",
        "<br/>&amp;&#34;",
        "]:::evil",
        "#quot;]",
        "`markdown`",
        "end\nclick n0 href \"javascript:alert(1)\"",
        "%%{init: {}}%%",
        "{braces} $dollar",
        "\u0000\u0007\u001b[31m\u0085\u2028\ufffe",
        "lone \ud800 surrogate",
        "日本語 🙂 عربى",
        "",
        new string('x', 10_000),
    ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Svg_is_one_picture_with_that_text(string name)
    {
        var document = XDocument.Parse(SvgText.Print(Of(name))!);
        XNamespace svg = "http://www.w3.org/2000/svg";
        Assert.Equal(
            ["svg", "title", "style", "defs", "marker", "path", "rect", "text", "tspan"],
            document.Descendants().Select(e => e.Name.LocalName).Distinct());
        Assert.Equal(PlainText.Of(name), document.Descendants(svg + "title").Single().Value);
        var written = document.Descendants(svg + "text").Select(t => t.Value).ToList();
        Assert.Contains(TextSize.Shortened(PlainText.Of(name)), written); // a box's
        Assert.Contains(PlainText.Of(name), written); // an edge's
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Dot_has_the_same_statements_with_that_text(string name)
    {
        var (expected, actual) = (DotText.Print(Of("name")), DotText.Print(Of(name)));
        Assert.Equal(QuotedDot().Replace(expected, "\"…\""), QuotedDot().Replace(actual, "\"…\""));
        Assert.Contains(PlainText.Of(name), QuotedDot().Matches(actual).Select(m => Unescaped(m.Groups[1].Value)));
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Mermaid_has_the_same_statements_with_that_text(string name)
    {
        var (expected, actual) = (MermaidText.Print(Of("name")), MermaidText.Print(Of(name)));
        Assert.Equal(QuotedMermaid().Replace(expected, "\"…\""), QuotedMermaid().Replace(actual, "\"…\""));
        Assert.Contains(PlainText.Of(name), QuotedMermaid().Matches(actual).Select(m => Decoded(m.Groups[1].Value)));
        Assert.All(QuotedMermaid().Matches(actual), m => Assert.DoesNotMatch("[`&%{}\\\\]|<(?!br/>)", m.Value));
    }

    private static Diagram Of(string name)
    {
        ImmutableArray<string> lines = [name];
        var box = new DiagramBox(2, [name, name], BoxKind.Layer);
        return new(
            name,
            [new DiagramBox(0, lines, BoxKind.Border), new DiagramGroup(1, lines, [box])],
            [new DiagramEdge(0, 2, name)]);
    }

    private static string Unescaped(string text) => Regex.Replace(text, """\\(["\\])""", "$1");

    private static string Decoded(string text) =>
        Regex.Replace(text, "#([0-9]+);", m => char.ConvertFromUtf32(int.Parse(m.Groups[1].Value, null)));

    [GeneratedRegex("\"((?:[^\"\\\\\n]|\\\\.)*)\"")]
    private static partial Regex QuotedDot();

    [GeneratedRegex("\"([^\"\n]*)\"")]
    private static partial Regex QuotedMermaid();
}
