using System.Globalization;
using System.Text;
using System.Text.Json;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Tests.Codegen;
using NetLang.Compiler.Text;
using Xunit;

namespace NetLang.Compiler.Tests.Diagnostics;

/// <summary>What files hold reaches neither a terminal nor JSON as anything but text.</summary>
public class HostileDiagnosticTests
{
    public static TheoryData<string> Texts => HostileProgramTests.Texts;

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_terminal_shows_it_and_does_not_obey(string text)
    {
        var found = Found(text);
        Assert.NotEmpty(found);
        Assert.All(DiagnosticRenderer.Render(found, RenderStyle.Plain), c => Assert.True(IsHarmless(c), $"U+{(int)c:X4}"));
        var coloured = DiagnosticRenderer.Render(found, RenderStyle.Ansi).Split('\x1b');
        Assert.All(coloured.Skip(1), part => Assert.Matches(@"^\[(0|1|1;3[0-9])m", part));
        Assert.All(string.Concat(coloured), c => Assert.True(IsHarmless(c), $"U+{(int)c:X4}"));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Json_is_well_formed_and_says_the_same(string text)
    {
        var found = Found(text);
        var json = JsonRenderer.Render(found);
        Assert.All(json, c => Assert.True(IsHarmless(c), $"U+{(int)c:X4}"));
        using var parsed = JsonDocument.Parse(json);
        Assert.Equal(
            found.Select(d => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(d.Message))),
            parsed.RootElement.EnumerateArray().Select(d => d.GetProperty("message").GetString()));
    }

    [Fact]
    public void A_line_of_a_megabyte_is_cut()
    {
        var source = new SourceText("long.net", $"let f x = {string.Concat(Enumerable.Repeat("x + ", 300_000))} y\nlet a = b");
        var found = Compilation.Create(source, new()).Diagnostics;
        var text = DiagnosticRenderer.Render(found, RenderStyle.Plain);
        Assert.All(text.Split('\n'), line => Assert.InRange(line.Length, 0, 5000));
        Assert.InRange(text.Length, 1, 20_000);
    }

    /// <summary>The diagnostics of a file of that path, with the text in a string, in comments and in the program.</summary>
    private static IReadOnlyList<Diagnostic> Found(string text)
    {
        var escaped = string.Concat(text.Select(c => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}")));
        var source = $"""
            model Net (x: f32[N, 3]) : f32[N, 3] =
                require false "{escaped} must hold" // {text}
                x

            model Other (x: f32[N, 3]) : f32[N, 3] =
                x |> named "{escaped}." (dense 3) // {text}

            let last = {text} missing
            """;
        return Compilation.Create(new SourceText(text + ".net", source), new()).Diagnostics;
    }

    private static bool IsHarmless(char c) => c == '\n' || !(char.IsControl(c)
        || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator);
}
