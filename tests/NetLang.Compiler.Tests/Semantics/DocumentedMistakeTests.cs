using System.Globalization;
using System.Text.RegularExpressions;
using NetLang.Compiler.Text;
using Xunit;

namespace NetLang.Compiler.Tests.Semantics;

/// <summary>
/// The rules of the language reference, each from both sides: its sections show what is right (see
/// <see cref="DocumentedProgramTests"/>), and in blocks that begin with <c>```netlang wrong</c> what is not. There the lines
/// with a mistake end with its code.
/// </summary>
public partial class DocumentedMistakeTests
{
    private static readonly CompilerOptions Options = new() { ReadImport = LanguageReference.Files };

    /// <summary>The text below each heading, up to the next one; what stands above them all introduces.</summary>
    private static IEnumerable<(string Title, string Text)> AllSections =>
        Heading().Split(LanguageReference.Text).Skip(1).Chunk(2).Select(s => (s[0], s[1]));

    public static TheoryData<string> Sections => [.. AllSections.Select(s => s.Title)];

    public static TheoryData<string, int> Blocks
    {
        get
        {
            var blocks = new TheoryData<string, int>();
            foreach (var (title, text) in AllSections)
            {
                for (var i = 0; i < Wrong().Count(text); i++)
                    blocks.Add(title, i);
            }

            return blocks;
        }
    }

    [Theory]
    [MemberData(nameof(Sections))]
    public void A_section_shows_what_is_right_and_what_is_not(string title)
    {
        Assert.Contains("```netlang\n", TextOf(title), StringComparison.Ordinal);
        Assert.Matches(Wrong(), TextOf(title));
    }

    [Theory]
    [MemberData(nameof(Blocks))]
    public void The_mistakes_are_those_that_it_names(string title, int index)
    {
        var code = Wrong().Matches(TextOf(title))[index].Groups[1].Value;
        var found = Compilation.Create(new SourceText("wrong.net", code), Options).Diagnostics
            .Select(d => (d.Span!.Value.Source.Position(d.Span.Value.Start).Line, d.Code));
        var named = code.Split('\n').Index()
            .Select(line => (line.Index, Code: NamedCode().Match(line.Item).Groups[1].Value))
            .Where(line => line.Code != "");
        Assert.Equal(named.Select(Shown), found.Select(Shown).Order(StringComparer.Ordinal));
    }

    private static string Shown((int Line, string Code) mistake) =>
        string.Create(CultureInfo.InvariantCulture, $"line {mistake.Line + 1:D2}: {mistake.Code}");

    private static string TextOf(string title) => AllSections.Single(s => s.Title == title).Text;

    [GeneratedRegex("^##+ (.*)\n", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("```netlang wrong\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Wrong();

    [GeneratedRegex("// (NL[0-9]{4})$")]
    private static partial Regex NamedCode();
}
