using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Runtime;

namespace NetLang.Testing;

/// <summary>
/// Values for all that a graph reads: the same seed gives the same values. Floats are in [-1, 1] and none near 0; integers
/// are small, and some negative, so that as indices they are within an axis and outside of it.
/// </summary>
public static class RandomValues
{
    public static EvaluationContext For(Graph graph, int seed, params ReadOnlySpan<(string Symbol, long Value)> symbols)
    {
        var binding = new Dictionary<string, long>();
        foreach (var (symbol, value) in symbols)
            binding.Add(symbol, value);
        var inputs = new Dictionary<string, TensorValue>();
        var variables = new Dictionary<string, TensorValue>();
        var context = new EvaluationContext(binding, inputs, variables, Seed: 7, Step: 3);
        foreach (var node in graph.Nodes)
        {
            if (node.Op is not LeafOp leaf)
                continue;
            if (leaf.Kind == LeafKind.HostInput)
                inputs[node.Attributes.Text("name")] = TensorValue.Scalar(node.Type.Element, 3);
            else if (leaf.Kind is LeafKind.Input or LeafKind.Variable)
            {
                // By name, not by order: a pass that moves nodes must see the same values.
                var name = node.Attributes.Text("name");
                var random = new Random(seed + name.Aggregate(17, (hash, letter) => (hash * 31) + letter));
                (leaf.Kind == LeafKind.Input ? inputs : variables)[name] = Tensor(node.Type, context, random);
            }
        }

        return context;
    }

    private static TensorValue Tensor(TensorType type, EvaluationContext context, Random random) =>
        TensorValue.Fill(type.Element, context.Extents(type.Shape), _ => type.Element.IsInteger()
            ? random.Next(-1, 7)
            : (0.05 + (0.95 * random.NextDouble())) * (random.Next(2) == 0 ? -1 : 1));
}
