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

    /// <summary>Those of all dimensions of a type, if there is one.</summary>
    public static IEnumerable<NameExpression> In(TypeSyntax? type) => type switch
    {
        NamedTypeSyntax { Dimensions: { } dimensions } =>
            dimensions.OfType<ExpressionDimension>().SelectMany(d => In(d.Value)),
        TupleTypeSyntax tuple => tuple.Items.SelectMany(In),
        _ => [],
    };
}
