using System.Collections.Immutable;
using NetLang.Compiler.Text;

namespace NetLang.Compiler.Syntax;

/// <summary>What a value is bound to or matched against.</summary>
public abstract record Pattern(SourceSpan Span) : SyntaxNode(Span);

/// <summary>A lower-case name binds.</summary>
public sealed record NamePattern(SourceSpan Span, string Name) : Pattern(Span);

/// <summary><c>_</c></summary>
public sealed record WildcardPattern(SourceSpan Span) : Pattern(Span);

/// <summary><c>(x: 't[.., n])</c></summary>
public sealed record TypedPattern(SourceSpan Span, Pattern Inner, TypeSyntax Type) : Pattern(Span);

/// <summary><c>(a, b)</c></summary>
public sealed record TuplePattern(SourceSpan Span, ImmutableArray<Pattern> Items) : Pattern(Span);

/// <summary><c>[a; b]</c></summary>
public sealed record ListPattern(SourceSpan Span, ImmutableArray<Pattern> Items) : Pattern(Span);

/// <summary>A literal, compared by equality: <c>0</c>, <c>"same"</c>, <c>true</c>, <c>-1</c>.</summary>
public sealed record LiteralPattern(SourceSpan Span, Expression Literal) : Pattern(Span);

/// <summary>An upper-case case name, such as <c>Same</c>.</summary>
public sealed record CasePattern(SourceSpan Span, string Name) : Pattern(Span);
