using System.Collections.Immutable;

namespace NetLang.Compiler.IR;

/// <summary>What makes a node the same as another: op, attributes and inputs.</summary>
internal readonly struct NodeKey(Op op, Attributes attributes, ImmutableArray<Node> inputs) : IEquatable<NodeKey>
{
    public Attributes Attributes { get; } = attributes;

    public ImmutableArray<Node> Inputs { get; } = inputs;

    private Op Op { get; } = op;

    public bool Equals(NodeKey other) =>
        ReferenceEquals(Op, other.Op) && Inputs.AsSpan().SequenceEqual(other.Inputs.AsSpan())
        && Attributes.Equals(other.Attributes);

    public override bool Equals(object? obj) => obj is NodeKey other && Equals(other);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(Op.Name);
        hash.Add(Attributes);
        foreach (var input in Inputs)
            hash.Add(input.Id);
        return hash.ToHashCode();
    }
}
