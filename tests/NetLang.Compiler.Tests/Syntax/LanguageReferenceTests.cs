using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Xunit;

namespace NetLang.Compiler.Tests.Syntax;

public class LanguageReferenceTests
{
    public static TheoryData<string, string> Blocks()
    {
        var blocks = new TheoryData<string, string>();
        var reference = File.ReadAllText(Reference()).ReplaceLineEndings("\n");
        foreach (Match block in Regex.Matches(reference, "```(netlang(?:-fragment)?)\n(.*?)```", RegexOptions.Singleline))
            blocks.Add(block.Groups[1].Value, block.Groups[2].Value);
        return blocks;
    }

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Code_in_the_reference_parses(string kind, string code)
    {
        Assert.NotEmpty(kind);
        Assert.NotEmpty(Parsed.Dump(code));
    }

    private static string Reference([CallerFilePath] string thisFile = "") =>
        Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", "..", "grammar", "LANGUAGE.md");
}
