using System.Collections.Immutable;

namespace NetLang.Compiler.IR;

/// <summary>What makes a node the same as another: op, attributes and inputs.</summary>
internal readonly struct NodeKey : IEquatable<NodeKey>
{
    private readonly int hash;

    public NodeKey(Op op, Attributes attributes, ImmutableArray<Node> inputs)
    {
        Op = op;
        Attributes = attributes;
        Inputs = inputs;
        var code = default(HashCode);
        code.Add(op);
        code.Add(attributes);
        foreach (var input in inputs)
            code.Add(input.Id);
        hash = code.ToHashCode();
    }

    public Op Op { get; }

    public Attributes Attributes { get; }

    public ImmutableArray<Node> Inputs { get; }

    public bool Equals(NodeKey other) =>
        hash == other.hash && ReferenceEquals(Op, other.Op) && Inputs.AsSpan().SequenceEqual(other.Inputs.AsSpan())
        && Attributes.Equals(other.Attributes);

    public override bool Equals(object? obj) => obj is NodeKey other && Equals(other);

    public override int GetHashCode() => hash;
}
