using Antlr4.Runtime;

namespace NetLang.Compiler.Syntax.Lexing;

/// <summary>The tokens of one declaration, and the <c>///</c> comment above it.</summary>
internal sealed record DeclarationTokens(string? Documentation, List<CommonToken> Tokens);
