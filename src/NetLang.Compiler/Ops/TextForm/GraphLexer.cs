using System.Text.RegularExpressions;

namespace NetLang.Compiler.Ops;

/// <summary>The tokens of the text form, with one of look-ahead.</summary>
internal sealed partial class GraphLexer
{
    private readonly List<(string Text, int Line)> tokens = [];
    private int next;

    public GraphLexer(string text)
    {
        var line = 1;
        foreach (Match match in Tokens().Matches(text))
        {
            if (match.Value == "\n")
                line++;
            else if (!match.Value.StartsWith("//", StringComparison.Ordinal))
                tokens.Add((match.Value, line));
        }

        tokens.Add(("end of text", line));
    }

    public string Peek => tokens[next].Text;

    public string Take() => tokens[next == tokens.Count - 1 ? next : next++].Text;

    public bool TryTake(string token)
    {
        if (Peek != token)
            return false;
        next++;
        return true;
    }

    public void Expect(string token)
    {
        if (!TryTake(token))
            throw Error($"'{token}' expected, not '{Peek}'");
    }

    /// <summary>Items between an opening token, already taken, and the closing one, with commas between.</summary>
    public IEnumerable<T> List<T>(string close, Func<T> item)
    {
        while (!TryTake(close))
        {
            yield return item();
            if (Peek != close)
                Expect(",");
        }
    }

    public string Quoted()
    {
        var text = Take();
        return text.StartsWith('"') ? Regex.Unescape(text[1..^1]) : throw Error($"a quoted name expected, not {text}");
    }

    public FormatException Error(string message) => new($"line {tokens[next].Line}: {message}");

    [GeneratedRegex("""
        \n|//[^\n]*|"(?:[^"\\]|\\.)*"|%[\w.]+|-?inf\b|-?(?:\d+\.\d+(?:E[+-]?\d+)?|\d+E[+-]?\d+)|\d+|[A-Za-z_]\w*|[^\s]
        """)]
    private static partial Regex Tokens();
}
