using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels.Lowering;

namespace NetLang.Compiler.Kernels.Scheduling;

/// <summary>Where the nodes of a graph lie: leaves and results at places of their own, all else in the arena.</summary>
internal abstract class Storage(BufferTable buffers, ResultTable results, IEnumerable<TensorResult> delayed)
{
    private readonly ILookup<Node, TensorResult> direct = results.Tensors.Except(delayed).ToLookup(t => t.Node);

    protected BufferTable Buffers { get; } = buffers;

    /// <summary>Where to read a node.</summary>
    public Location Source(Node node) => Leaf(node) ?? Targets(node).First();

    /// <summary>Where to store a node: every result that it is, or else the arena.</summary>
    public IEnumerable<Location> Targets(Node node) =>
        direct[node].Any() ? direct[node].Select(Target) : [new(Buffers.Arena(node), Dim.Zero)];

    /// <summary>Where a result is to be in the end.</summary>
    public abstract Location Target(TensorResult result);

    /// <summary>The place of what the graph does not compute; null for other nodes.</summary>
    protected abstract Location? Leaf(Node node);
}
