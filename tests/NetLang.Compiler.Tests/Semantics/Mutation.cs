using System.Text.RegularExpressions;

namespace NetLang.Compiler.Tests.Semantics;

/// <summary>Wrong programs out of a good one.</summary>
internal static partial class Mutation
{
    /// <summary>Up to three words are exchanged, dropped or doubled, so that most programs still parse.</summary>
    public static string Of(string program, Random random)
    {
        var words = Word().Matches(program).Select(m => m.Value).ToList();
        for (var change = random.Next(1, 4); change > 0; change--)
        {
            var at = random.Next(words.Count);
            var other = words[random.Next(words.Count)];
            if (string.IsNullOrWhiteSpace(words[at]) || string.IsNullOrWhiteSpace(other))
                continue;
            words[at] = random.Next(4) switch
            {
                0 => "",
                1 => words[at] + " " + words[at],
                _ => other,
            };
        }

        return string.Concat(words);
    }

    [GeneratedRegex(@"[\w'.]+|\s+|\W")]
    private static partial Regex Word();
}
