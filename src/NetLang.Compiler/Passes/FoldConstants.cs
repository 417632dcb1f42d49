using System.Collections.Immutable;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;

namespace NetLang.Compiler.Passes;

/// <summary>
/// Before: <c>%2 = add(%0, %1)</c> with constants, or views of constants, that are the same everywhere; after: one
/// constant, spread over the shape. Host scalars are folded likewise.
/// </summary>
public sealed class FoldConstants() : Pass("fold-constants", "Evaluates elementwise ops on constants")
{
    private static readonly EvaluationContext Nothing = new(
        ImmutableDictionary<string, long>.Empty,
        ImmutableDictionary<string, TensorValue>.Empty,
        ImmutableDictionary<string, TensorValue>.Empty,
        0,
        0);

    public override Graph Run(Graph graph, DiagnosticBag diagnostics) => new Rewriter().Rewrite(graph);

    private sealed class Rewriter : GraphRewriter
    {
        protected override Node Rewrite(Node node, ImmutableArray<Node> inputs)
        {
            if (node.Op is not ElementwiseOp)
                return Copy(node, inputs);
            var constants = inputs.Select(Constants.Value).ToList();
            if (constants.Any(c => c is null))
                return Copy(node, inputs);

            var values = inputs.Zip(constants, (input, value) => TensorValue.Scalar(input.Type.Element, value!.Value));
            var result = node.Op.Evaluate(Copy(node, inputs), [.. values], Nothing);
            return Builder.Filled(result.Values[0], node.Type);
        }
    }
}
