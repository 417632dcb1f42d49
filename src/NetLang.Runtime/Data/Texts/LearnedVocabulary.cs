using System.Globalization;
using NetLang.Runtime.Text;

namespace NetLang.Runtime.Data.Texts;

/// <summary>Tokens that are learned of the text of a file.</summary>
internal static class LearnedVocabulary
{
    // What a byte of a word that is new takes while pairs are counted: places, neighbours, lists that are twice as long as they need be.
    private const uint WordBytes = 64;

    /// <param name="count">How many tokens there are to be.</param>
    /// <exception cref="NetLangException">The file cannot be read, or its text is too short for so many tokens, or too long.</exception>
    public static BytePairTokenizer Read(string path, int count)
    {
        var words = TextFile.Read(path, text =>
        {
            var words = new WordCounts();
            TextChunks.Read(text, (part, isEnd) =>
            {
                DataMemory.Check($"the words of '{path}'", (UInt128)(words.Bytes + part.Length), WordBytes, "learn tokens of a part of the file");
                return words.Add(part, isEnd);
            });
            return words;
        });
        var pairs = BytePairLearning.Learn(words, count);
        return pairs.Count == count
            ? new(pairs)
            : throw new NetLangException(
                DataErrors.TooFewTokens,
                string.Create(CultureInfo.InvariantCulture, $"'{path}' gives {pairs.Count} tokens, and {count} are wanted"),
                string.Create(CultureInfo.InvariantCulture, $"write `tokens = {pairs.Count}` or less, or take more text"));
    }
}
