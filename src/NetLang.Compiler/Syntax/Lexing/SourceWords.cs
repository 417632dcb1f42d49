using Antlr4.Runtime;
using NetLang.Compiler.Text;

namespace NetLang.Compiler.Syntax.Lexing;

/// <summary>What a file is made of, but for blanks.</summary>
/// <param name="Tokens">The words of the language.</param>
/// <param name="Documentation">The lines that begin with <c>///</c>.</param>
/// <param name="Comments">All comments, those lines too.</param>
internal sealed record SourceWords(
    List<CommonToken> Tokens, List<CommonToken> Documentation, List<SourceSpan> Comments);
