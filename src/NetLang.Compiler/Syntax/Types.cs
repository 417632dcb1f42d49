using System.Collections.Immutable;
using NetLang.Compiler.Text;

namespace NetLang.Compiler.Syntax;

/// <summary>A type as written in a signature.</summary>
public abstract record TypeSyntax(SourceSpan Span) : SyntaxNode(Span);

/// <summary><c>f32[N, 10]</c>, <c>'t[.., n]</c>; without brackets it is a static type or a tensor of rank 0.</summary>
/// <param name="Element">
/// <c>f32</c>, <c>'t</c> (with its quote), <c>int</c>, <c>float</c>, <c>bool</c>, <c>string</c>, …
/// </param>
/// <param name="Dimensions">Null where there are no brackets.</param>
public sealed record NamedTypeSyntax(
    SourceSpan Span,
    Identifier Element,
    ImmutableArray<DimensionSyntax>? Dimensions) : TypeSyntax(Span);

/// <summary><c>(f32[N, 10], f32[N])</c></summary>
public sealed record TupleTypeSyntax(SourceSpan Span, ImmutableArray<TypeSyntax> Items) : TypeSyntax(Span);

/// <summary><c>a -> b</c></summary>
public sealed record FunctionTypeSyntax(SourceSpan Span, TypeSyntax Argument, TypeSyntax Result) : TypeSyntax(Span);

public abstract record DimensionSyntax(SourceSpan Span) : SyntaxNode(Span);

/// <summary><c>n</c>, <c>28</c>, <c>16 * H</c>: an expression over integers and dimension names.</summary>
public sealed record ExpressionDimension(SourceSpan Span, Expression Value) : DimensionSyntax(Span);

/// <summary><c>_</c>: any one dimension.</summary>
public sealed record AnyDimension(SourceSpan Span) : DimensionSyntax(Span);

/// <summary><c>..</c>, or <c>..a</c> where <paramref name="Name"/> is given: a run of dimensions.</summary>
public sealed record RestDimension(SourceSpan Span, string? Name) : DimensionSyntax(Span);
