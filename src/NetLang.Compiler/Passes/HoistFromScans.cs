using System.Collections.Immutable;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;

namespace NetLang.Compiler.Passes;

/// <summary>
/// Before: a scan whose steps each multiply their input by a matrix; after: one product for all steps, and a scan over its
/// rows. What depends on the carry stays where it is.
/// </summary>
public sealed class HoistFromScans() : Pass("hoist-from-scans", "Computes for all steps at once what depends on no earlier step")
{
    public override Graph Run(Graph graph, DiagnosticBag diagnostics) => new Rewriter().Rewrite(graph);

    private sealed class Rewriter : GraphRewriter
    {
        private readonly Dictionary<NodeKey, (ImmutableArray<Node> Inputs, Attributes Attributes)?> hoisted = [];

        protected override Node Rewrite(Node node, ImmutableArray<Node> inputs)
        {
            if (node.Op is not MultiResultOp op)
                return Copy(node, inputs);
            var family = MultiResultOp.Family(node);
            if (!hoisted.TryGetValue(family, out var application))
                hoisted.Add(family, application = op.Hoist(node, inputs, Builder));
            return application is var (taken, attributes)
                ? op.Result(MultiResultOp.ResultOf(node), taken, attributes, Builder)
                : Copy(node, inputs);
        }
    }
}
