namespace NetLang.Compiler.IR;

/// <summary>A closed graph as an argument of a node: the body of a scan. Equal where nodes and results are.</summary>
public sealed record GraphAttribute(Graph Value) : AttributeValue
{
    public bool Equals(GraphAttribute? other) =>
        other is not null && (ReferenceEquals(Value, other.Value) || AreEqual(Value, other.Value));

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var node in Value.Nodes)
        {
            hash.Add(node.Op.Name);
            hash.Add(node.Attributes);
        }

        return hash.ToHashCode();
    }

    // The order of a graph's nodes depends on the graph alone, so equal graphs have equal nodes at equal places.
    private static bool AreEqual(Graph a, Graph b)
    {
        if (a.Nodes.Length != b.Nodes.Length || a.Results.Length != b.Results.Length)
            return false;
        var counterpart = new Dictionary<Node, Node>();
        foreach (var (x, y) in a.Nodes.Zip(b.Nodes))
        {
            if (x.Op != y.Op || !x.Inputs.Select(i => counterpart[i]).SequenceEqual(y.Inputs) || !x.Attributes.Equals(y.Attributes))
                return false;
            counterpart.Add(x, y);
        }

        return a.Results.Zip(b.Results).All(r =>
            r.First.Kind == r.Second.Kind && r.First.Name == r.Second.Name && counterpart[r.First.Value] == r.Second.Value);
    }
}
