using System.Collections.Immutable;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;

namespace NetLang.Compiler.Passes;

/// <summary>
/// Computes of each tensor only the box that somebody reads. Before: a convolution of 13 x 13, and a slice of 12 x 12 that a
/// pooling of 2 by 2 has room for; after: the convolution of 12 x 12, of as much of its input as that sees, and so on up to the
/// model's inputs. What reads different boxes is given one that has them all.
/// </summary>
public sealed class NarrowToReads() : Pass("narrow-to-reads", "Computes no element that nothing reads")
{
    public override Graph Run(Graph graph, DiagnosticBag diagnostics) =>
        graph.Nodes.Any(node => node.Op.LeavesOut) ? new Rewriter(graph).Rewrite(graph) : graph;

    private sealed class Rewriter : GraphRewriter
    {
        private readonly Dictionary<Node, Box> read = [];

        public Rewriter(Graph graph)
        {
            foreach (var result in graph.Results)
                Read(result.Value, Box.Whole(result.Value.Shape));
            foreach (var node in graph.Nodes.Reverse())
            {
                // Users come behind: what they read of it is known.
                if (Narrow(node) is null)
                    read[node] = Box.Whole(node.Shape);
                foreach (var (input, box) in node.Inputs.Zip(Boxes(node)))
                    Read(input, box);
            }
        }

        protected override Node Rewrite(Node node, ImmutableArray<Node> inputs)
        {
            if (IsWhole(node) && node.Inputs.All(IsWhole))
                return Copy(node, inputs);
            var (attributes, boxes) = Narrow(node) ?? new(node.Attributes, Boxes(node));
            var cut = inputs.Select((input, i) => Cut(input, boxes[i], read[node.Inputs[i]])).ToArray();
            return attributes is null ? cut[0] : Builder.Apply(node.Op, cut, attributes);
        }

        /// <summary>A box of a tensor of which another box has been computed.</summary>
        private Node Cut(Node computed, Box box, Box of)
        {
            if (box.Equals(of))
                return computed;
            var inner = box.Within(of).Axes;
            return Builder.Slice(computed, new Shape([.. inner.Select(r => r.Start)]), box.Shape, [.. inner.Select(r => r.Step)]);
        }

        private bool IsWhole(Node node) => read[node].Equals(Box.Whole(node.Shape));

        private void Read(Node node, Box box) =>
            read[node] = read.TryGetValue(node, out var other) ? box.Hull(other, node.Shape) : box;

        private Narrowed? Narrow(Node node) => node.Op.Narrow(node, read[node]);

        private ImmutableArray<Box> Boxes(Node node) =>
            Narrow(node)?.Inputs ?? [.. node.Inputs.Select(input => Box.Whole(input.Shape))];
    }
}
