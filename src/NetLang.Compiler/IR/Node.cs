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

    internal Node(int id, Op op, Attributes attributes, ImmutableArray<Node> inputs, TensorType type)
    {
        Id = id;
        Op = op;
        Attributes = attributes;
        Inputs = inputs;
        Type = type;
    }

    /// <summary>Order of creation in its builder: inputs have lower numbers than their users.</summary>
    public int Id { get; }

    public Op Op { get; }

    public Attributes Attributes { get; }

    public ImmutableArray<Node> Inputs { get; }

    public TensorType Type { get; }

    public Shape Shape => Type.Shape;

    /// <summary>The places in the source that made this node.</summary>
    public IReadOnlyList<SourceSpan> Spans => spans;

    public override string ToString() => $"%{Id} = {Op.Name} : {Type}";

    internal void AddSpan(SourceSpan span)
    {
        if (!spans.Contains(span))
            spans.Add(span);
    }
}
