using System.Collections.Immutable;
using System.Text.RegularExpressions;
using NetLang.Compiler.Syntax;

namespace NetLang.Fuzz.Mutations;

/// <summary>Words are exchanged for others of their kind, mostly; or removed, doubled, moved, indented.</summary>
internal sealed partial class TokenMutation() : Mutation("tokens")
{
    public override string Change(string text, CompilationUnit donor, Random random)
    {
        var words = Word().Matches(text).Select(match => match.Value).ToList();
        if (words.Count == 0)
            return One(random, Words.Keywords);
        var at = random.Next(words.Count);
        var other = random.Next(words.Count);
        switch (random.Next(16))
        {
            case 0:
                words.RemoveAt(at);
                break;
            case 1:
                words.Insert(at, words[at] + " ");
                break;
            case 2:
                (words[at], words[other]) = (words[other], words[at]);
                break;
            case 3:
                words.Insert(at, Any(random));
                break;
            default:
                for (var i = 0; i < words.Count && IsIdle(words[at]); i++)
                    at = (at + 1) % words.Count;
                words[at] = OfItsKind(words[at], words, random);
                break;
        }

        return string.Concat(words);
    }

    private static bool IsIdle(string word) => word.StartsWith("//", StringComparison.Ordinal) || word == " ";

    private static string OfItsKind(string word, List<string> words, Random random) => word[0] switch
    {
        '\n' => "\n" + new string(' ', Math.Max(0, word.Length - 1 + random.Next(-4, 5))),
        '"' => One(random, Words.Strings),
        '\'' => One(random, Words.Types),
        _ when char.IsAsciiDigit(word[0]) => One(random, Words.Numbers),
        _ when Words.Types.Contains(word) => One(random, Words.Types),
        _ when Words.Keywords.Contains(word) => One(random, Words.Keywords),
        _ when char.IsLetter(word[0]) => OtherName(word, words, random),
        _ => One(random, Words.Operators),
    };

    private static string OtherName(string word, List<string> words, Random random)
    {
        var own = words.Where(w => char.IsLetter(w[0]) && char.IsUpper(w[0]) == char.IsUpper(word[0])
            && !Words.Keywords.Contains(w));
        return random.Next(10) switch
        {
            0 => One(random, Words.Names),
            < 4 => One(random, Words.Defined),
            _ => One(random, own.ToImmutableArray()),
        };
    }

    private static string Any(Random random) => $" {One(random, One(random, Words.All))} ";

    [GeneratedRegex("""
        "(?:[^"\\\n]|\\.)*"|//[^\n]*|\d[\w.]*|'?[\p{L}_]\w*|\n *|[ ]|[|<>=+*/@&.-]+|[\s\S]
        """)]
    private static partial Regex Word();
}
