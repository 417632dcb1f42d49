using NetLang.Compiler.Syntax;

namespace NetLang.Compiler.Semantics;

/// <summary>The direct parts of a node that hold expressions, in source order.</summary>
internal static class SyntaxChildren
{
    public static IEnumerable<SyntaxNode> Of(SyntaxNode node) => node switch
    {
        ApplyExpression e => [e.Function, e.Argument],
        LambdaExpression e => [.. e.Parameters, e.Body],
        BinaryExpression e => [e.Left, e.Right],
        NegateExpression e => [e.Operand],
        IfExpression e => [e.Condition, e.Then, e.Otherwise],
        MatchExpression e => [e.Value, .. e.Cases],
        MatchCase c => c.Guard is { } guard ? [c.Pattern, guard, c.Body] : [c.Pattern, c.Body],
        TupleExpression e => e.Items,
        ListExpression e => e.Items,
        RecordExpression e => e.Base is { } record ? [record, .. e.Fields] : e.Fields,
        RecordField f => [f.Value],
        FieldExpression e => [e.Value],
        IndexExpression e => [e.Value, .. e.Items],
        PointIndex i => [i.Value],
        RangeIndex i => [.. new[] { i.First, i.Last }.OfType<Expression>()],
        BlockExpression e => [.. e.Statements, e.Result],
        LetStatement s => [.. s.Parameters, s.Target, .. Optional(s.ResultType), s.Value],
        ParamStatement s => [s.Type, s.Initial],
        StateStatement s => [.. Optional(s.Type), s.Initial],
        AssignStatement s => [s.Value],
        ExpressionStatement s => [s.Value],
        LetDeclaration d => [.. d.Parameters, d.Target, .. Optional(d.ResultType), d.Body],
        ModelDeclaration d => [.. d.Parameters, .. Optional(d.ResultType), d.Body],
        TrainDeclaration d => [d.Body],
        OptimizerDeclaration d => [.. d.Parameters, d.Body],
        PositionalParameter p => [p.Pattern],
        OptionsParameter p => p.Fields,
        TypedPattern p => [p.Inner, p.Type],
        TuplePattern p => p.Items,
        ListPattern p => p.Items,
        NamedTypeSyntax t => t.Dimensions is { } dims ? dims : [],
        TupleTypeSyntax t => t.Items,
        FunctionTypeSyntax t => [t.Argument, t.Result],
        ExpressionDimension d => [d.Value],
        CompilationUnit u => u.Declarations,
        _ => [],
    };

    /// <summary>A node and all that is in it, in source order.</summary>
    public static IEnumerable<SyntaxNode> Within(SyntaxNode node)
    {
        var pending = new Stack<SyntaxNode>([node]);
        while (pending.TryPop(out var next))
        {
            yield return next;
            foreach (var child in Of(next).Reverse())
                pending.Push(child);
        }
    }

    private static IEnumerable<SyntaxNode> Optional(SyntaxNode? node) => node is null ? [] : [node];
}
