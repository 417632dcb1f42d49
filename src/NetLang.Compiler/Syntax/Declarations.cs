using System.Collections.Immutable;
using NetLang.Compiler.Text;

namespace NetLang.Compiler.Syntax;

/// <param name="Documentation">The text of the <c>///</c> comment above, or null.</param>
public abstract record Declaration(SourceSpan Span, string? Documentation) : SyntaxNode(Span);

/// <summary><c>import "blocks.net"</c>, or <c>import "blocks.net" as Blocks</c>.</summary>
/// <param name="Qualifier">What stands before the names of the file; null where they are used as they are.</param>
public sealed record ImportDeclaration(
    SourceSpan Span,
    string? Documentation,
    string Path,
    SourceSpan PathSpan,
    Identifier? Qualifier) : Declaration(Span, Documentation);

/// <summary><c>let dense units (x: 't[.., n]) : 't[.., units] = …</c>, or a value: <c>let width = 64</c>.</summary>
public sealed record LetDeclaration(
    SourceSpan Span,
    string? Documentation,
    Pattern Target,
    ImmutableArray<Parameter> Parameters,
    TypeSyntax? ResultType,
    Expression Body) : Declaration(Span, Documentation);

/// <summary><c>model Fashion (image: f32[N, 1, 28, 28]) : f32[N, 10] = …</c></summary>
public sealed record ModelDeclaration(
    SourceSpan Span,
    string? Documentation,
    Identifier Name,
    ImmutableArray<Parameter> Parameters,
    TypeSyntax? ResultType,
    Expression Body) : Declaration(Span, Documentation);

/// <summary><c>train Fashion = { … }</c>; the body evaluates to a record.</summary>
/// <param name="Model">A name, or one of an imported file: <c>Zoo.ResNet</c>.</param>
public sealed record TrainDeclaration(
    SourceSpan Span,
    string? Documentation,
    Expression Model,
    Expression Body) : Declaration(Span, Documentation);

/// <summary><c>optimizer adam { beta1 = 0.9 } (w, g, rate, step) = …</c></summary>
public sealed record OptimizerDeclaration(
    SourceSpan Span,
    string? Documentation,
    Identifier Name,
    ImmutableArray<Parameter> Parameters,
    Expression Body) : Declaration(Span, Documentation);

/// <summary>A formal parameter of a definition.</summary>
public abstract record Parameter(SourceSpan Span) : SyntaxNode(Span);

/// <summary><c>units</c>, <c>(x: 't[n])</c>, <c>(a, b)</c> or <c>_</c>.</summary>
public sealed record PositionalParameter(SourceSpan Span, Pattern Pattern) : Parameter(Span);

/// <summary><c>{ momentum = 0.1; eps = 1e-5 }</c>: the options of a definition, with their defaults.</summary>
public sealed record OptionsParameter(SourceSpan Span, ImmutableArray<RecordField> Fields) : Parameter(Span);
