using System.Collections.Immutable;
using NetLang.Compiler.Text;

namespace NetLang.Compiler.IR;

/// <summary>
/// One value of a graph: an op applied to other nodes. Made by <see cref="GraphBuilder"/> only, which makes equal
/// nodes the same object; so equality is identity. Source places are not part of identity: a node keeps all of those
/// that made it.
/// </summary>
public sealed class Node
{
    private readonly List<SourceSpan> spans = [];

    internal Node(int id, NodeKey key, TensorType type)
    {
        Id = id;
        Key = key;
        Type = type;
    }

    /// <summary>Order of creation in its builder: inputs have lower numbers than their users.</summary>
    public int Id { get; }

    public Op Op => Key.Op;

    public Attributes Attributes => Key.Attributes;

    public ImmutableArray<Node> Inputs => Key.Inputs;

    public TensorType Type { get; }

    public Shape Shape => Type.Shape;

    internal NodeKey Key { get; }

    /// <summary>The places in the source that made this node.</summary>
    public IReadOnlyList<SourceSpan> Spans => spans;

    public override int GetHashCode() => Id;

    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    public override string ToString() => $"%{Id} = {Op.Name} : {Type}";

    internal void AddSpan(SourceSpan span)
    {
        if (!spans.Contains(span))
            spans.Add(span);
    }
}
