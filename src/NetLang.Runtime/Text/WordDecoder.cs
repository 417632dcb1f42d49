namespace NetLang.Runtime.Text;

/// <summary>Words with a space between two, but not before what closes, such as a full stop, or behind what opens.</summary>
/// <param name="wordOf">The word of a token.</param>
internal sealed class WordDecoder(Func<int, string> wordOf) : TokenDecoder
{
    private string last = "";

    public override string Next(int token)
    {
        var word = wordOf(token);
        var isApart = last.Length > 0 && !IsOneOf(word, ".,;:!?)]}%…”»") && !IsOneOf(last, "([{“«¿¡");
        last = word;
        return isApart ? $" {word}" : word;
    }

    private static bool IsOneOf(string word, string characters) => word.Length == 1 && characters.Contains(word[0]);
}
