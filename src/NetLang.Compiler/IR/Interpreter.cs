using System.Collections.Immutable;

namespace NetLang.Compiler.IR;

/// <summary>What a graph gives: outputs by name, and the new values of variables by path.</summary>
public sealed record GraphValues(
    ImmutableDictionary<string, TensorValue> Outputs,
    ImmutableDictionary<string, TensorValue> Updates);

/// <summary>
/// Evaluates a graph node by node, slowly and simply: the oracle for passes and backends. All reads of variables see
/// the values in the context; updates are results, so that their order cannot matter.
/// </summary>
public static class Interpreter
{
    public static GraphValues Run(Graph graph, EvaluationContext context)
    {
        var values = new Dictionary<Node, TensorValue>();
        var families = new Dictionary<NodeKey, ImmutableArray<TensorValue>>();
        foreach (var node in graph.Nodes)
            values.Add(node, Evaluate(node));
        return new(Results(ResultKind.Output), Results(ResultKind.Update));

        TensorValue Evaluate(Node node)
        {
            var inputs = node.Inputs.Select(i => values[i]).ToImmutableArray();
            if (node.Op is not MultiResultOp op)
                return node.Op.Evaluate(node, inputs, context);
            var family = MultiResultOp.Family(node);
            if (!families.TryGetValue(family, out var results))
                families.Add(family, results = op.EvaluateAll(node, inputs, context));
            return results[MultiResultOp.ResultOf(node)];
        }

        ImmutableDictionary<string, TensorValue> Results(ResultKind kind) =>
            graph.Results.Where(r => r.Kind == kind).ToImmutableDictionary(r => r.Name, r => values[r.Value]);
    }
}
