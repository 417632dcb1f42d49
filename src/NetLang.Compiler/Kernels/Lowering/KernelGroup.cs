using System.Collections.Immutable;
using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels.Fusion;
using NetLang.Compiler.Ops;

namespace NetLang.Compiler.Kernels.Lowering;

/// <summary>Nodes that one kernel computes (an uneven <see cref="PlacementOp"/> takes several, a scan a loop).</summary>
internal sealed class KernelGroup
{
    private readonly HashSet<Node> set;

    /// <param name="members">Inputs before users; empty where the kernel only copies.</param>
    /// <param name="copied">A result that no kernel computes: a view, an input, a constant.</param>
    public KernelGroup(ImmutableArray<Node> members, Node? copied = null)
    {
        Members = members;
        Copied = copied;
        set = [.. members];
    }

    public ImmutableArray<Node> Members { get; }

    public Node? Copied { get; }

    /// <summary>One placement that a kernel for each of its inputs stores.</summary>
    public bool IsPlacement =>
        Members is [{ Op: PlacementOp op } node] && (!op.IsEven(node) || node.Inputs.Length >= Fuser.MaximumBuffers);

    public bool IsStructured => Members.Any(m => m.Op is StructuredOp);

    public bool IsReduction => Members.Any(m => m.Op is ReductionOp);

    /// <summary>The results of one scan, which is not one kernel but a loop around many.</summary>
    public bool IsLoop => Members.Any(m => m.Op is MultiResultOp);

    /// <summary>The member that adds elements where an index sends them, if any.</summary>
    public Node? Scatter => Members.FirstOrDefault(m => m.Op is IndexedOp { Accumulates: true });

    public bool IsScatter => Scatter is not null;

    public bool IsElementwise => Copied is null && !IsPlacement && !IsStructured && !IsReduction && !IsScatter && !IsLoop;

    /// <summary>A group for each computed node; the results of one scan are one group.</summary>
    public static IEnumerable<KernelGroup> Singles(NodeRoles roles)
    {
        var families = MultiResultOp.Families(roles.Computed);
        foreach (var node in roles.Computed)
        {
            if (node.Op is not MultiResultOp)
                yield return new([node]);
            else if (families[MultiResultOp.Family(node)] is var family && family.First() == node)
                yield return new([.. family]);
        }
    }

    public bool Contains(Node node) => set.Contains(node);

    /// <summary>The nodes in memory that it reads, or would if it did not compute them itself.</summary>
    public IEnumerable<Node> Reads(NodeRoles roles) =>
        (Copied is null ? Members.SelectMany(m => roles.Sources(m)) : roles.Reached(Copied)).Where(n => !Contains(n));
}
