using NetLang.Compiler.Text;

namespace NetLang.Compiler.Kernels;

/// <summary>Walks over the expressions of a kernel.</summary>
public static class KernelTraversal
{
    /// <summary>All expressions of a kernel, arguments before users, each once. Operands of the root come first.</summary>
    public static IEnumerable<ScalarExpression> Expressions(this Kernel kernel)
    {
        var seen = new HashSet<ScalarExpression>(ReferenceEqualityComparer.Instance);
        var roots = (kernel.Root?.Operands ?? []).Cast<ScalarExpression>()
            .Concat(kernel.Reductions.Select(r => r.Value))
            .Concat(kernel.Outputs.SelectMany(o => o.Operands));
        return roots.SelectMany(root => PostOrder(root, seen));
    }

    /// <summary>All reads of buffers, those of the root's operands included.</summary>
    public static IEnumerable<LoadExpression> Loads(this Kernel kernel) => kernel.Expressions().OfType<LoadExpression>();

    /// <summary>The places whose work a kernel carries, each line once; lines count from 0.</summary>
    public static IEnumerable<(SourceText Source, int Line)> SourceLines(this Kernel kernel) =>
        kernel.Spans.Select(s => (s.Source, s.Source.Position(s.Start).Line)).Distinct();

    /// <summary>The reductions whose results an expression uses.</summary>
    public static IEnumerable<int> Reductions(ScalarExpression expression) =>
        expression.Parts().OfType<ReducedExpression>().Select(r => r.Reduction);

    /// <summary>An expression and all that it is made of, arguments before users, each once.</summary>
    public static IEnumerable<ScalarExpression> Parts(this ScalarExpression expression) =>
        PostOrder(expression, new(ReferenceEqualityComparer.Instance));

    private static IEnumerable<ScalarExpression> PostOrder(ScalarExpression root, HashSet<ScalarExpression> seen)
    {
        var pending = new Stack<(ScalarExpression Expression, int Next)>();
        if (seen.Add(root))
            pending.Push((root, 0));
        while (pending.TryPop(out var top))
        {
            var operands = top.Expression.Operands;
            if (top.Next == operands.Length)
            {
                yield return top.Expression;
                continue;
            }

            pending.Push((top.Expression, top.Next + 1));
            if (seen.Add(operands[top.Next]))
                pending.Push((operands[top.Next], 0));
        }
    }
}
