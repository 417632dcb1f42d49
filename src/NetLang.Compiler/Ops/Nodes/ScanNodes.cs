using System.Collections.Immutable;
using NetLang.Compiler.IR;

namespace NetLang.Compiler.Ops;

/// <summary>Nodes of scans and their bodies.</summary>
public static class ScanNodes
{
    /// <summary>The last carries, then the stacked outputs.</summary>
    public static ImmutableArray<Node> Scan(this GraphBuilder b, Scan scan, ImmutableArray<Node> inputs) =>
    [
        .. Enumerable.Range(0, scan.Results).Select(result => b.Apply(ScanOp.Instance, inputs.AsSpan(), scan.ToAttributes(result))),
    ];

    /// <summary>The graph of a step.</summary>
    /// <param name="updates">The new values of the carries.</param>
    public static Graph Body(IEnumerable<Node> updates, IEnumerable<Node> outputs) => new(
        "step",
        [
            .. updates.Select((node, i) => new GraphResult(ResultKind.Update, Ops.Scan.CarryName(i), node)),
            .. outputs.Select((node, i) => new GraphResult(ResultKind.Output, Ops.Scan.OutputName(i), node)),
        ]);
}
