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
        foreach (var node in graph.Nodes)
            values.Add(node, node.Op.Evaluate(node, [.. node.Inputs.Select(i => values[i])], context));
        return new(Results(ResultKind.Output), Results(ResultKind.Update));

        ImmutableDictionary<string, TensorValue> Results(ResultKind kind) =>
            graph.Results.Where(r => r.Kind == kind).ToImmutableDictionary(r => r.Name, r => values[r.Value]);
    }
}
