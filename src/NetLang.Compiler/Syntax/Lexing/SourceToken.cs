using Antlr4.Runtime;
using NetLang.Compiler.Text;

namespace NetLang.Compiler.Syntax.Lexing;

internal static class SourceToken
{
    /// <summary>The place of a token; that of a virtual token is empty.</summary>
    public static SourceSpan Span(this IToken token, SourceText source) =>
        new(source, token.StartIndex, token.StopIndex + 1 - token.StartIndex);

    /// <summary>A token that the layout pass puts behind <paramref name="offset"/> characters of the file.</summary>
    public static CommonToken Virtual(int type, int offset) =>
        new(type, "") { StartIndex = offset, StopIndex = offset - 1 };
}
