using System.Collections.Immutable;
using NetLang.Compiler.Text;

namespace NetLang.Compiler.Syntax;

/// <summary>A line of a block before its result.</summary>
public abstract record Statement(SourceSpan Span) : SyntaxNode(Span);

/// <summary><c>let p = e</c>, or a local function where there are parameters.</summary>
public sealed record LetStatement(
    SourceSpan Span,
    Pattern Target,
    ImmutableArray<Parameter> Parameters,
    TypeSyntax? ResultType,
    Expression Value) : Statement(Span);

/// <summary><c>param weight : 't[units, n] = uniformFanIn n</c></summary>
public sealed record ParamStatement(
    SourceSpan Span,
    Identifier Name,
    TypeSyntax Type,
    Expression Initial) : Statement(Span);

/// <summary><c>state running_mean : 't[c] = zeros</c>; in an optimizer the type may be left out.</summary>
public sealed record StateStatement(
    SourceSpan Span,
    Identifier Name,
    TypeSyntax? Type,
    Expression Initial) : Statement(Span);

/// <summary><c>running_mean &lt;- e</c></summary>
public sealed record AssignStatement(SourceSpan Span, Identifier Target, Expression Value) : Statement(Span);

/// <summary>
/// An expression that is evaluated for what it checks, such as <c>require (d % heads = 0) "…"</c>. A block that ends
/// in a statement other than an expression (an optimizer's) has <see cref="UnitLiteral"/> as its result.
/// </summary>
public sealed record ExpressionStatement(SourceSpan Span, Expression Value) : Statement(Span);
