using System.Collections.Immutable;
using NetLang.Compiler.Text;

namespace NetLang.Compiler.Syntax;

public abstract record Expression(SourceSpan Span) : SyntaxNode(Span);

public sealed record IntLiteral(SourceSpan Span, long Value) : Expression(Span);

public sealed record FloatLiteral(SourceSpan Span, double Value) : Expression(Span);

public sealed record BoolLiteral(SourceSpan Span, bool Value) : Expression(Span);

/// <summary>
/// A string, its escapes resolved; <c>{name}</c> in it stays as written until something interpolates it.
/// </summary>
public sealed record StringLiteral(SourceSpan Span, string Value) : Expression(Span);

/// <summary><c>()</c></summary>
public sealed record UnitLiteral(SourceSpan Span) : Expression(Span);

/// <summary>A lower-case name (a value) or an upper-case one (a dimension or a case such as <c>Same</c>).</summary>
public sealed record NameExpression(SourceSpan Span, string Name) : Expression(Span);

/// <summary>Stands where no expression could be parsed; an error has been reported.</summary>
public sealed record MissingExpression(SourceSpan Span) : Expression(Span);

/// <summary><c>f a b</c> is ((f a) b): one node an argument.</summary>
public sealed record ApplyExpression(SourceSpan Span, Expression Function, Expression Argument) : Expression(Span);

public sealed record LambdaExpression(
    SourceSpan Span,
    ImmutableArray<Pattern> Parameters,
    Expression Body) : Expression(Span);

public enum BinaryOperator
{
    Pipe,
    Compose,
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
    MatrixProduct,
    Power,
}

public sealed record BinaryExpression(
    SourceSpan Span,
    BinaryOperator Operator,
    SourceSpan OperatorSpan,
    Expression Left,
    Expression Right) : Expression(Span);

/// <summary><c>-x</c>; <c>not x</c> is the application of a function.</summary>
public sealed record NegateExpression(SourceSpan Span, Expression Operand) : Expression(Span);

/// <summary><c>if c then a else b</c>; <c>elif</c> nests in <paramref name="Otherwise"/>.</summary>
public sealed record IfExpression(
    SourceSpan Span,
    Expression Condition,
    Expression Then,
    Expression Otherwise) : Expression(Span);

public sealed record MatchExpression(
    SourceSpan Span,
    Expression Value,
    ImmutableArray<MatchCase> Cases) : Expression(Span);

public sealed record MatchCase(SourceSpan Span, Pattern Pattern, Expression? Guard, Expression Body) : SyntaxNode(Span);

public sealed record TupleExpression(SourceSpan Span, ImmutableArray<Expression> Items) : Expression(Span);

public sealed record ListExpression(SourceSpan Span, ImmutableArray<Expression> Items) : Expression(Span);

/// <summary><c>{ a = 1; b = 2 }</c>, or <c>{ r with a = 2 }</c> where <paramref name="Base"/> is given.</summary>
public sealed record RecordExpression(
    SourceSpan Span,
    Expression? Base,
    ImmutableArray<RecordField> Fields) : Expression(Span);

public sealed record RecordField(SourceSpan Span, Identifier Name, Expression Value) : SyntaxNode(Span);

/// <summary><c>r.field</c></summary>
public sealed record FieldExpression(SourceSpan Span, Expression Value, Identifier Field) : Expression(Span);

/// <summary><c>x[i, .., a..b]</c>, with no space before the bracket.</summary>
public sealed record IndexExpression(
    SourceSpan Span,
    Expression Value,
    ImmutableArray<IndexItem> Items) : Expression(Span);

public abstract record IndexItem(SourceSpan Span) : SyntaxNode(Span);

/// <summary>An integer: drops its axis.</summary>
public sealed record PointIndex(SourceSpan Span, Expression Value) : IndexItem(Span);

/// <summary><c>a..b</c>, with an inclusive end; either end may be left out.</summary>
public sealed record RangeIndex(SourceSpan Span, Expression? First, Expression? Last) : IndexItem(Span);

/// <summary><c>_</c>: one whole axis.</summary>
public sealed record WholeAxisIndex(SourceSpan Span) : IndexItem(Span);

/// <summary><c>..</c>: the run of all axes not named.</summary>
public sealed record RestIndex(SourceSpan Span) : IndexItem(Span);

/// <summary>Statements and a final expression, indented under an opener.</summary>
public sealed record BlockExpression(
    SourceSpan Span,
    ImmutableArray<Statement> Statements,
    Expression Result) : Expression(Span);
