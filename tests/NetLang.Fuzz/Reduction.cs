using System.Text.RegularExpressions;

namespace NetLang.Fuzz;

/// <summary>
/// Makes a program small that the compiler fails on: pieces are left out, lines first and then words, as long as it
/// fails in the same way.
/// </summary>
internal sealed partial class Reduction(Func<string, bool> failsAlike)
{
    private const int MostTrials = 3_000;

    private int trials;

    public string Reduce(string text)
    {
        for (var before = ""; before != text;)
        {
            before = text;
            text = Without(text, Line());
            text = Without(text, Word());
        }

        return text;
    }

    private string Without(string text, Regex pieces)
    {
        var all = pieces.Matches(text).Select(match => match.Value).ToList();
        for (var length = all.Count / 2; length > 0; length /= 2)
        {
            for (var at = 0; at + length <= all.Count && trials < MostTrials;)
            {
                List<string> rest = [.. all[..at], .. all[(at + length)..]];
                trials++;
                if (failsAlike(string.Concat(rest)))
                    all = rest;
                else
                    at += length;
            }
        }

        return string.Concat(all);
    }

    [GeneratedRegex(@"[^\n]*\n|[^\n]+$")]
    private static partial Regex Line();

    [GeneratedRegex(@"[\w.]+|\s|[^\w\s]")]
    private static partial Regex Word();
}
