using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;

namespace NetLang.Compiler.Codegen.Models;

/// <summary>
/// How a metric combines sums over a dataset: a graph of host scalars as a C# function of <c>double[]</c>.
/// </summary>
internal static class MetricCode
{
    public static void Emit(CsWriter writer, CsName name, Graph graph)
    {
        using var method = writer.Open($"private static double {name}(double[] sums)");
        var values = new Dictionary<Node, CsCode>();
        foreach (var node in graph.Nodes)
        {
            var code = Of(node, values);
            if (node.Op is LeafOp)
            {
                values.Add(node, code);
                continue;
            }

            var local = CsName.Of($"v{node.Id}");
            writer.Line($"var {local} = {code};");
            values.Add(node, local);
        }

        writer.Line($"return {values[graph.Results.Single().Value]};");
    }

    private static CsCode Of(Node node, Dictionary<Node, CsCode> values) => node.Op switch
    {
        LeafOp { Kind: LeafKind.Constant } => CsLiteral.Of(node.Attributes.Float("value")),
        // Named s0, s1, … by the place of the sum.
        LeafOp => CsCode.Of($"sums[{int.Parse(node.Attributes.Text("name").AsSpan(1), System.Globalization.CultureInfo.InvariantCulture)}]"),
        ElementwiseOp op when op.HostExpression(node) is { } template =>
            CsCode.FromTemplate(template, [.. node.Inputs.Select(i => values[i])]),
        _ => throw new InvalidOperationException($"a metric's result cannot be computed on the host: {node}"),
    };
}
