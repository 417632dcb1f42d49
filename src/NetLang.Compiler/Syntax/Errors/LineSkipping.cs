using Antlr4.Runtime;
using NetLang.Compiler.Syntax.Layout;
using NetLang.Compiler.Syntax.Lexing;
using static NetLang.Compiler.Syntax.Generated.NetLangParser;

namespace NetLang.Compiler.Syntax.Errors;

/// <summary>
/// Takes out of a declaration the line, or the content or element of a bracket, that could not be parsed, so that parsing it
/// again finds mistakes in the others. A name stands in for it: <c>f (a, )</c> becomes <c>f (name)</c>.
/// </summary>
internal static class LineSkipping
{
    /// <summary>The tokens without the smallest such part around one of them; null where there is none.</summary>
    public static List<IToken>? Without(List<IToken> tokens, int at)
    {
        while (Around(tokens, at) is var (start, end, opener))
        {
            if (end == start || tokens.Skip(start).Take(end - start).Any(token => token.StopIndex >= token.StartIndex))
            {
                return
                [
                    .. tokens.Take(start),
                    .. StandIn(tokens[opener].Type, tokens[opener].StopIndex + 1),
                    .. tokens.Skip(end),
                ];
            }

            at = opener; // a stand-in did not help
        }

        return null;
    }

    /// <summary>
    /// Where the part begins and ends, and the index of what opens the block or bracket that it lies in. What a line lacks is
    /// noticed at the token that ends it, so a part includes its end here.
    /// </summary>
    private static (int Start, int End, int Opener)? Around(List<IToken> tokens, int at)
    {
        var depth = 0;
        for (var opener = at - 1; opener >= 0; opener--)
        {
            if (Closes(tokens[opener].Type))
                depth++;
            else if (Opens(tokens[opener].Type) && depth-- == 0)
                return PartOf(tokens, opener, at);
        }

        return null;
    }

    private static (int Start, int End, int Opener) PartOf(List<IToken> tokens, int opener, int at)
    {
        var start = opener + 1;
        var depth = 0;
        for (var i = start; i < tokens.Count; i++)
        {
            var type = tokens[i].Type;
            var separates = type == BLOCK_SEPARATOR
                || (type == SEMICOLON && tokens[opener].Type is LBRACKET or LBRACE);
            if (depth == 0 && (separates || Closes(type)))
            {
                if (i >= at)
                    return (start, i, opener);
                start = i + 1;
            }

            depth += Opens(type) ? 1 : Closes(type) ? -1 : 0;
        }

        return (start, tokens.Count, opener);
    }

    private static IEnumerable<IToken> StandIn(int opener, int offset)
    {
        int[] types = opener == LBRACE ? [LOWER_NAME, EQUALS, BLOCK_BEGIN, LOWER_NAME, BLOCK_END] : [LOWER_NAME];
        return types.Select(type => SourceToken.Virtual(type, offset));
    }

    private static bool Opens(int type) => type is BLOCK_BEGIN or LPAREN or LBRACKET or INDEX_OPEN or LBRACE;

    private static bool Closes(int type) => type is BLOCK_END or TokenConstants.EOF || TokenClasses.IsClosing(type);
}
