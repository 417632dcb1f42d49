using System.Text;
using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Semantics.Values;
using NetLang.Runtime.Data;
using NetLang.Runtime.Text;

namespace NetLang.Compiler.Semantics.Builtins;

/// <summary>What cuts texts into tokens: the case <c>Bytes</c>, an alphabet, or a vocabulary, of files or learned of a text.</summary>
internal static class Tokenizers
{
    private const string OfBytes = "Bytes";
    private const string TokenCount = "tokens";

    public static IEnumerable<BuiltinFunction> Table { get; } =
    [
        new("characters", 1, "characters \"abcdefghijklmnopqrstuvwxyz \"", Characters)
        {
            Options = BuiltinFunction.Defaults(("unknown", UnitValue.Instance)),
        },
        new("words", 1, "words \"vocabulary.txt\"", Words)
        {
            Options = BuiltinFunction.Defaults(("unknown", UnitValue.Instance)),
        },
        new("bytePairs", 1, "bytePairs { tokens = 1000 } \"book.txt\"", BytePairs)
        {
            Options = BuiltinFunction.Defaults((TokenCount, UnitValue.Instance)),
        },
        new("gpt2", 2, "gpt2 \"vocab.json\" \"merges.txt\"", Gpt),
    ];

    /// <summary>An argument that says how a text is cut; null after reporting.</summary>
    public static TokenizerSpec? Of(BuiltinCall call, int index)
    {
        switch (call[index])
        {
            case TokenizerValue tokenizer:
                return tokenizer.Spec;
            case CaseValue { Name: OfBytes }:
                return new ByteTokens();
            default:
                call.Mismatch(call.Arguments[index], "tokenizer", $"`{OfBytes}`, `characters \"…\"`, or `words`, `bytePairs` or `gpt2` with a file");
                return null;
        }
    }

    /// <summary>Whether a text is one token, as far as that is known before the file of a vocabulary is read.</summary>
    public static bool IsToken(TokenizerSpec tokens, string text) => tokens switch
    {
        ByteTokens => new ByteTokenizer().IndexOf(text) >= 0,
        CharacterTokens characters => new CharacterTokenizer(characters.Alphabet).IndexOf(text) >= 0,
        _ => text.Length > 0,
    };

    public static string Describe(TokenizerSpec tokens) => tokens switch
    {
        ByteTokens => $"`{OfBytes}`",
        CharacterTokens => "the alphabet",
        _ => "the vocabulary",
    };

    private static Value Characters(BuiltinCall call)
    {
        if (call.Text(0, "alphabet") is not { } alphabet)
            return ErrorValue.Instance;
        if (CharacterTokenizer.ProblemOf(alphabet) is { } problem)
            return call.Fail(0, TrainErrors.DataDescription, problem, "write each character of the texts once: `characters \"abc \"`");
        if (Unknown(call) is not var (isGiven, unknown))
            return ErrorValue.Instance;
        if (isGiven && new CharacterTokenizer(alphabet).IndexOf(unknown!) < 0)
        {
            var isOne = unknown!.EnumerateRunes().Count() == 1 && Rune.TryGetRuneAt(unknown, 0, out _);
            return call.Elaborator.Fail(
                TrainErrors.DataDescription,
                call.SpanOf("unknown"),
                isOne ? $"\"{unknown}\" is not in the alphabet" : $"\"{unknown}\" is not one character",
                isOne ? "add it to the alphabet, or take a character of it" : "take a character of the alphabet: `{ unknown = \"?\" }`");
        }

        return new TokenizerValue(new CharacterTokens(alphabet, unknown));
    }

    private static Value Words(BuiltinCall call) =>
        call.Path(0, "vocabulary") is { } path && Unknown(call) is var (_, unknown)
            ? new TokenizerValue(new WordTokens(path, unknown))
            : ErrorValue.Instance;

    private static Value BytePairs(BuiltinCall call)
    {
        if (call.Path(0, "path") is not { } path)
            return ErrorValue.Instance;
        if (call.Options[TokenCount] is IntValue { Value: >= 256 and <= int.MaxValue and var count })
            return new TokenizerValue(new LearnedTokens(path, (int)count));
        var given = call.Options[TokenCount] is UnitValue ? "" : $", not {call.Options[TokenCount]!.Describe()}";
        return call.Elaborator.Fail(
            TrainErrors.DataDescription,
            call.SpanOf(TokenCount),
            $"`bytePairs` needs the option `{TokenCount}`, a whole number from 256, since each byte is a token{given}",
            $"write, for example, `{call.Function.Example}`");
    }

    private static Value Gpt(BuiltinCall call) =>
        call.Path(0, "vocabulary") is { } vocabulary && call.Path(1, "merges") is { } merges
            ? new TokenizerValue(new GptTokens(vocabulary, merges))
            : ErrorValue.Instance;

    /// <summary>The token for what is none, if one is given; null after reporting.</summary>
    private static (bool IsGiven, string? Token)? Unknown(BuiltinCall call)
    {
        switch (call.Options["unknown"])
        {
            case UnitValue:
                return (false, null);
            case StringValue { Value: { Length: > 0 } token }:
                return (true, token);
            case var other:
                call.Elaborator.Fail(
                    TrainErrors.DataDescription,
                    call.SpanOf("unknown"),
                    $"the token for what is unknown is a string, not {(other is StringValue ? "an empty one" : other!.Describe())}",
                    "write `{ unknown = \"?\" }`, with a token that there is");
                return null;
        }
    }
}
