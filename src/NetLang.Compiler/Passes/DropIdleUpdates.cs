using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;

namespace NetLang.Compiler.Passes;

/// <summary>
/// Before: <c>%0 = variable {name = "w"}</c>, <c>update "w" = %0</c>; after: no update. (Other dead nodes need no pass:
/// a graph holds only what its results need.)
/// </summary>
public sealed class DropIdleUpdates() : Pass("drop-idle-updates", "Removes updates of variables to their old value")
{
    // A carry that no step changes is a result of its scan all the same.
    public override bool RunsInBodies => false;

    public override Graph Run(Graph graph, DiagnosticBag diagnostics) =>
        graph.WithResults([.. graph.Results.Where(r => !IsIdle(r))]);

    private static bool IsIdle(GraphResult result) =>
        result.Kind == ResultKind.Update && result.Value.Op is LeafOp { Kind: LeafKind.Variable }
        && result.Value.Attributes.Text("name") == result.Name;
}
