using NetLang.Compiler.Semantics.Values;
using NetLang.Compiler.Syntax;

namespace NetLang.Compiler.Semantics.Signatures;

/// <summary>The names of ints that a dimension is computed from, and which it binds where they are not known.</summary>
internal static class DimensionNames
{
    /// <summary>
    /// Names among the terms and factors of an expression: <c>n</c> and <c>K</c> of <c>2 * n + K</c>.
    /// </summary>
    public static IEnumerable<NameExpression> In(Expression expression) => expression switch
    {
        NameExpression name => [name],
        NegateExpression negation => In(negation.Operand),
        BinaryExpression operation => In(operation.Left).Concat(In(operation.Right)),
        BlockExpression { Statements: [] } block => In(block.Result),
        _ => [],
    };

    /// <summary>Names that are a dimension by themselves somewhere in a function: they stand for whole numbers.</summary>
    public static IEnumerable<string> Of(FunctionValue function) =>
        from part in function.Parameters.Append<SyntaxNode?>(function.ResultType).Append(function.Body)
            .OfType<SyntaxNode>().SelectMany(SyntaxChildren.Within)
        where part is ExpressionDimension { Value: NameExpression }
        select part.Span.Text;

    /// <summary>Those of all dimensions of a type, if there is one.</summary>
    public static IEnumerable<NameExpression> In(TypeSyntax? type) => type switch
    {
        NamedTypeSyntax { Dimensions: { } dimensions } =>
            dimensions.OfType<ExpressionDimension>().SelectMany(d => In(d.Value)),
        TupleTypeSyntax tuple => tuple.Items.SelectMany(In),
        _ => [],
    };
}
