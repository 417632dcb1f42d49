using System.Text.RegularExpressions;
using Xunit;

namespace NetLang.Architecture.Tests;

/// <summary>Every message that a golden file shows says what to do.</summary>
public partial class HelpfulMessageTests
{
    /// <summary>Messages without help, and why.</summary>
    private static readonly Dictionary<string, string> Exempt = new()
    {
        ["NL2010"] = "the message is the program's own: who wrote the `require` says in it what to do",
    };

    // They are made up to show how text is laid out.
    private const string OfTheRenderer = "Diagnostics/Snapshots/";

    [Fact]
    public void What_is_printed_for_every_mistake_has_help()
    {
        var messages =
            from file in Repository.Files("tests", "*.verified.txt")
            where !file.Contains(OfTheRenderer, StringComparison.Ordinal)
            from message in Start().Split(Repository.Read(file))
            let code = Code().Match(message)
            where code.Success
            select (File: file, Code: code.Groups[1].Value, Text: message);
        var all = messages.ToList();
        Assert.True(all.Count > 250, $"only {all.Count} messages are found");
        Assert.Empty(all.Where(m => !Exempt.ContainsKey(m.Code) && !Help().IsMatch(m.Text)).Select(m => $"{m.File}: {m.Code}"));
    }

    [GeneratedRegex("^(?=(?:error|warning) NL)", RegexOptions.Multiline)]
    private static partial Regex Start();

    [GeneratedRegex("^(?:error|warning) (NL[0-9]{4}):")]
    private static partial Regex Code();

    [GeneratedRegex(@"^ *help: .*\w", RegexOptions.Multiline)]
    private static partial Regex Help();
}
