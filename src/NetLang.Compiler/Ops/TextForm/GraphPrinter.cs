using System.Globalization;
using System.Text;
using NetLang.Compiler.IR;
using NetLang.Runtime;

namespace NetLang.Compiler.Ops;

/// <summary>Nodes are numbered in the graph's own order, so equal graphs print equally.</summary>
internal static class GraphPrinter
{
    /// <param name="indent">Of the line in which the graph begins.</param>
    public static string Print(Graph graph, string indent = "")
    {
        var numbers = new Dictionary<Node, int>();
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"graph {Quote(graph.Name)} {{\n");
        foreach (var requirement in graph.Requirements)
            text.Append(CultureInfo.InvariantCulture, $"  require {Print(requirement)} {Quote(requirement.Message)}\n");
        foreach (var node in graph.Nodes)
        {
            numbers.Add(node, numbers.Count);
            text.Append(CultureInfo.InvariantCulture, $"{indent}  %{numbers[node]} = {node.Op.Name}");
            if (node.Inputs.Length > 0)
                text.Append('(').AppendJoin(", ", node.Inputs.Select(i => $"%{numbers[i]}")).Append(')');
            var attributes = node.Attributes.Items.Where(a => !IsInType(a.Value, a.Name, node.Type)).ToList();
            if (attributes.Count > 0)
                text.Append(" {").AppendJoin(", ", attributes.Select(a => $"{a.Name} = {Print(a.Value, indent)}")).Append('}');
            text.Append(" : ").Append(node.Type).Append('\n');
        }

        foreach (var result in graph.Results)
        {
            var kind = result.Kind == ResultKind.Output ? "output" : "update";
            text.Append(CultureInfo.InvariantCulture, $"{indent}  {kind} {Quote(result.Name)} = %{numbers[result.Value]}\n");
        }

        return text.Append(indent).Append("}\n").ToString();
    }

    private static string Print(Requirement requirement) => requirement.Relation switch
    {
        Relation.Zero => $"{requirement.Value} = 0",
        Relation.NotZero => $"{requirement.Value} <> 0",
        _ => $"{requirement.Value} >= 0",
    };

    private static bool IsInType(AttributeValue value, string name, TensorType type) => (name, value) switch
    {
        ("shape", ShapeAttribute shape) => shape.Value.Equals(type.Shape),
        ("type", ElementAttribute element) => element.Value == type.Element,
        _ => false,
    };

    private static string Print(AttributeValue value, string indent) => value switch
    {
        GraphAttribute body => Print(body.Value, indent + "  ").TrimEnd('\n'),
        IntAttribute number => number.Value.ToString(CultureInfo.InvariantCulture),
        FloatAttribute number => Print(number.Value),
        TextAttribute text => Quote(text.Value),
        ElementAttribute element => element.Value.Name(),
        ShapeAttribute shape => shape.Value.ToString(),
        IntsAttribute numbers => $"({string.Join(", ", numbers.Values)})",
        FloatsAttribute numbers => $"<{string.Join(", ", numbers.Values.Select(Print))}>",
        _ => throw new InvalidOperationException($"no text form of {value.GetType().Name}"),
    };

    // With a point or an exponent, so that it does not read as an int.
    private static string Print(double value)
    {
        if (double.IsNaN(value))
            return "nan";
        if (double.IsInfinity(value))
            return value > 0 ? "inf" : "-inf";
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().ContainsAny('.', 'E') ? text : text + ".0";
    }

    private static string Quote(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
