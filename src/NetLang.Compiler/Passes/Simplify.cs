using System.Collections.Immutable;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;

namespace NetLang.Compiler.Passes;

/// <summary>
/// Before: <c>%2 = mul(%0, %1)</c> with <c>%1</c> a 1 everywhere; after: <c>%0</c>. The rules are the ops' own, keep
/// every bit, and are applied until none fits.
/// </summary>
public sealed class Simplify() : Pass("simplify", "Algebra that keeps every bit; merges chains of views and casts")
{
    public override Graph Run(Graph graph, DiagnosticBag diagnostics) => new Rewriter().Rewrite(graph);

    private sealed class Rewriter : GraphRewriter
    {
        private readonly Dictionary<Node, Node> simplest = [];

        protected override Node Rewrite(Node node, ImmutableArray<Node> inputs) => Simplest(Copy(node, inputs));

        /// <summary>
        /// A rule may build nodes whose inputs are new as well, so these are simplified first. Rules make nodes simpler,
        /// so this ends; chains of them are short, so recursion is shallow.
        /// </summary>
        private Node Simplest(Node node)
        {
            if (simplest.TryGetValue(node, out var known))
                return known;
            var result = node;
            var inputs = node.Inputs.Select(Simplest).ToImmutableArray();
            if (!inputs.AsSpan().SequenceEqual(node.Inputs.AsSpan()))
                result = Simplest(Copy(node, inputs));
            else if (node.Op.Simplify(node, Builder) is { } simpler && simpler != node)
                result = Simplest(simpler);
            simplest[node] = result;
            simplest[result] = result;
            return result;
        }
    }
}
