using System.Text.Json;
using NetLang.Runtime.Text;

namespace NetLang.Runtime.Data.Texts;

/// <summary>
/// Tokens as GPT-2's are published: <c>vocab.json</c>, an object of tokens with their numbers, and <c>merges.txt</c>, with two tokens
/// a line that are joined, first those that are joined first.
/// </summary>
internal static class GptVocabulary
{
    // GPT-2's have 1 and 0.5 million, those of larger models less than 10.
    private const int MostCharacters = 16 << 20;

    /// <exception cref="NetLangException">A file cannot be read, or is damaged, or they do not belong together.</exception>
    public static BytePairTokenizer Read(string vocabulary, string merges)
    {
        var pairs = TextFile.Read(vocabulary, text => Tokens(vocabulary, text));
        TextFile.Read(merges, text => Merge(merges, text, pairs));
        return new(pairs);
    }

    private static BytePairs Tokens(string path, StreamReader text)
    {
        try
        {
            using var json = JsonDocument.Parse(All(path, text));
            return new BytePairs(InOrder(json.RootElement));
        }
        catch (JsonException error)
        {
            throw Wrong(path, FormattableString.Invariant($"it is no JSON from line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1} on"));
        }
        catch (InvalidOperationException)
        {
            throw Wrong(path, "a token has half a character"); // an escape such as \ud800
        }
        catch (FormatException error)
        {
            throw Wrong(path, error.Message);
        }
    }

    private static string[] InOrder(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            throw new FormatException($"it is no object of tokens with their numbers, but {root.ValueKind}");
        var tokens = new string?[root.GetPropertyCount()];
        foreach (var token in root.EnumerateObject())
        {
            if (token.Value.ValueKind != JsonValueKind.Number || !token.Value.TryGetInt32(out var number) || (uint)number >= (uint)tokens.Length)
                throw new FormatException(FormattableString.Invariant($"the number of '{token.Name}' is none of 0 to {tokens.Length - 1}, for so many tokens there are"));
            if (tokens[number] is { } other)
                throw new FormatException(FormattableString.Invariant($"'{other}' and '{token.Name}' have both the number {number}"));
            tokens[number] = token.Name;
        }

        return tokens!;
    }

    private static BytePairs Merge(string path, StreamReader text, BytePairs pairs)
    {
        var lines = new StringReader(All(path, text));
        for (var line = 1; lines.ReadLine() is { } merge; line++)
        {
            if (merge.Length == 0 || (line == 1 && merge.StartsWith("#version", StringComparison.Ordinal)))
                continue;
            if (merge.Split(' ') is not [{ Length: > 0 } first, { Length: > 0 } second])
                throw Wrong(path, $"line {line} has not two tokens with a space between them");
            try
            {
                pairs.Merge(first, second);
            }
            catch (FormatException error)
            {
                throw Wrong(path, $"line {line}: {error.Message}");
            }
        }

        return pairs;
    }

    private static string All(string path, StreamReader text) => TextFile.All(text, MostCharacters)
        ?? throw Wrong(path, FormattableString.Invariant($"it has more than {MostCharacters:N0} characters"));

    private static NetLangException Wrong(string path, string problem) => new(
        DataErrors.WrongFormat,
        $"'{path}' is no file of GPT-2's tokens: {problem}",
        "take the `vocab.json` and the `merges.txt` of one model, and fetch them again if they are damaged");
}
