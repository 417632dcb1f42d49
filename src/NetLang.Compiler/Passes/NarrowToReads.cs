using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;

namespace NetLang.Compiler.Passes;

/// <summary>
/// Computes of each tensor only the box that somebody reads. Before: a convolution of 13 x 13, and a slice of 12 x 12 that a
/// pooling of 2 by 2 has room for; after: the convolution of 12 x 12, of as much of its input as that sees, and so on up to the
/// model's inputs.
/// </summary>
public sealed class NarrowToReads() : Pass("narrow-to-reads", "Computes no element that nothing reads")
{
    public override Graph Run(Graph graph, DiagnosticBag diagnostics) => graph.Nodes.Any(node => node.Op.LeavesOut)
        ? new Rewriter().Narrow(graph, result => Box.Whole(result.Value.Shape))
        : graph;

    private sealed class Rewriter : BoxRewriter;
}
