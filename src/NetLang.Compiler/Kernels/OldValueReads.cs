using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;

namespace NetLang.Compiler.Kernels;

/// <summary>
/// Which variables each kernel reads as they were before the step, found from the nodes that it computes and not from
/// its loads: a load does not say which value it wants.
/// </summary>
internal sealed class OldValueReads(KernelProgram program)
{
    private readonly HashSet<Node> computed = [.. program.Kernels.SelectMany(k => k.Nodes)];

    /// <summary>Paths of variables.</summary>
    public HashSet<string> Of(Kernel kernel)
    {
        var paths = new HashSet<string>();
        var seen = new HashSet<Node>();
        var pending = new Stack<Node>();
        Push(kernel.Copied is { } copied ? [copied] : kernel.Nodes.SelectMany(n => n.Inputs));
        while (pending.TryPop(out var node))
        {
            if (node.Op is LeafOp { Kind: LeafKind.Variable })
                paths.Add(node.Attributes.Text("name"));
            Push(node.Inputs);
        }

        return paths;

        // What a kernel computes, this one or another, is read where that stores it.
        void Push(IEnumerable<Node> nodes)
        {
            foreach (var node in nodes.Where(n => !computed.Contains(n) && n.Op is not MultiResultOp && seen.Add(n)))
                pending.Push(node);
        }
    }
}
