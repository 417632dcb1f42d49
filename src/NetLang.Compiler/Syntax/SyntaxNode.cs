using System.Collections.Immutable;
using NetLang.Compiler.Text;

namespace NetLang.Compiler.Syntax;

/// <summary>A node of the syntax tree. The tree says what was written; it has no meaning yet.</summary>
public abstract record SyntaxNode(SourceSpan Span);

/// <summary>A name with its place.</summary>
public sealed record Identifier(SourceSpan Span, string Text) : SyntaxNode(Span);

/// <summary>A whole file.</summary>
public sealed record CompilationUnit(
    SourceSpan Span,
    SourceText Source,
    ImmutableArray<Declaration> Declarations) : SyntaxNode(Span);
