using NetLang.Runtime.Text;

namespace NetLang.Runtime.Data.Texts;

/// <summary>The file of a vocabulary: a word a line, whose number is that of its line, from 0.</summary>
internal static class Vocabulary
{
    private const int MostCharacters = 64 << 20;

    /// <exception cref="NetLangException">There is no such file, or it is no vocabulary.</exception>
    public static WordTokenizer Read(string path, string? unknown) => TextFile.Read(path, text =>
    {
        var all = TextFile.All(text, MostCharacters)
            ?? throw Wrong(path, FormattableString.Invariant($"it has more than {MostCharacters:N0} characters"));
        var entries = new StringReader(all);
        var words = new List<string>();
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        while (entries.ReadLine() is { } line)
        {
            var word = line.Trim();
            if (word.Length == 0)
                throw Wrong(path, $"line {words.Count + 1} is empty");
            if (!lines.TryAdd(word, words.Count + 1))
                throw Wrong(path, $"line {words.Count + 1} has '{word}', as line {lines[word]} has");
            words.Add(word);
        }

        if (words.Count == 0)
            throw Wrong(path, "it is empty");
        if (unknown is not null && !lines.ContainsKey(unknown))
            throw new NetLangException(
                DataErrors.UnknownToken,
                $"'{path}' has no word '{unknown}', which is to stand for all that it has not",
                $"add a line with {unknown}, or name another word: {{ unknown = \"…\" }}");
        return new WordTokenizer(words, unknown);
    });

    private static NetLangException Wrong(string path, string problem) => new(
        DataErrors.WrongFormat, $"'{path}' is no vocabulary: {problem}", "write a word a line, and each once");
}
