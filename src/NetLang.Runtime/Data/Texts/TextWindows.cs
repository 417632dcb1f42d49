using System.Globalization;
using NetLang.Runtime.Text;

namespace NetLang.Runtime.Data.Texts;

/// <summary>
/// A text in windows of tokens, one behind the other, each with the tokens that come next: one further on. What is left at
/// the end and fills no window is in none.
/// </summary>
internal static class TextWindows
{
    /// <param name="hasNext">Whether there is to be a column of what comes next, of which the last window needs one token more.</param>
    /// <exception cref="NetLangException">The file cannot be read, or does not fill a window.</exception>
    public static Dataset Read(string path, Tokenizer tokenizer, int length, bool hasNext = true)
    {
        var tokens = TokenStream.Read(path, tokenizer);
        var ahead = hasNext ? 1 : 0;
        var count = (tokens.Count - ahead) / length;
        if (count == 0)
            throw new NetLangException(
                DataErrors.Empty,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"'{path}' has {tokens.Count} tokens, and a window of {length} needs {length + (long)ahead}"),
                "take shorter windows, or more text");
        var origin = new ColumnOrigin(Path.GetFileName(path));
        var windows = Column("tokens", 0);
        return hasNext ? new(windows, Column("next", 1)) : new(windows);

        DataColumn Column(string name, int first)
        {
            var values = new int[count * length];
            tokens.CopyTo(first, values, 0, values.Length);
            return DataColumn.Create(name, values, length).From(origin);
        }
    }
}
