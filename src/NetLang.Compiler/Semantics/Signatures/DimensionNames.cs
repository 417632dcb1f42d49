using NetLang.Compiler.Syntax;

namespace NetLang.Compiler.Semantics.Signatures;

/// <summary>The names of ints that a dimension is computed from, and which it binds where they are not known.</summary>
internal static class DimensionNames
{
    /// <summary>
    /// Lower-case names among the terms and factors of an expression: <c>n</c> and <c>k</c> of <c>2 * n + k</c>.
    /// </summary>
    public static IEnumerable<NameExpression> In(Expression expression) => expression switch
    {
        NameExpression name when !char.IsUpper(name.Name[0]) => [name],
        NegateExpression negation => In(negation.Operand),
        BinaryExpression operation => In(operation.Left).Concat(In(operation.Right)),
        BlockExpression { Statements: [] } block => In(block.Result),
        _ => [],
    };
}
