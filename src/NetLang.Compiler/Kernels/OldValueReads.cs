using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;

namespace NetLang.Compiler.Kernels;

/// <summary>
/// Which variables each kernel reads as they were before the step, found from the nodes that it computes and not from
/// its loads: a load does not say which value it wants.
/// </summary>
internal sealed class OldValueReads(KernelProgram program)
{
    private readonly HashSet<Node> computed = [.. program.Kernels.SelectMany(k => k.Nodes).Where(n => n.Op is not LeafOp)];

    /// <summary>Paths of variables.</summary>
    public HashSet<string> Of(Kernel kernel)
    {
        var paths = new HashSet<string>();
        var seen = new HashSet<Node>(kernel.Nodes);
        var pending = new Stack<Node>(kernel.Nodes);
        while (pending.TryPop(out var node))
        {
            if (node.Op is LeafOp { Kind: LeafKind.Variable })
                paths.Add(node.Attributes.Text("name"));
            foreach (var input in node.Inputs.Where(i => !computed.Contains(i) && i.Op is not MultiResultOp && seen.Add(i)))
                pending.Push(input);
        }

        return paths;
    }
}
