using NetLang.Compiler.IR;

namespace NetLang.Compiler.Ops;

/// <summary>What the structured ops of some nodes cost.</summary>
public static class StructuredWork
{
    /// <summary>Operations; a multiplication with an addition counts two.</summary>
    public static Dim Flops(IEnumerable<Node> nodes)
    {
        var all = nodes.ToList();
        var roots = all.Aggregate(Dim.Zero, (sum, n) => n.Op is StructuredOp op ? sum + op.Flops(n) : sum);
        return MultiResultOp.Families(all).Select(family => Scan.Of(family.First()))
            .Aggregate(roots, (sum, scan) => sum + (scan.Length * Flops(scan.Body.Nodes)));
    }
}
