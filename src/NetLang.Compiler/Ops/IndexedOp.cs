using System.Collections.Immutable;
using NetLang.Compiler.IR;
using NetLang.Runtime;

namespace NetLang.Compiler.Ops;

/// <summary>
/// An op between a whole, [batch.., before.., n, behind..], and elements of it, [batch.., before.., places.., behind..]:
/// input 1, an index of [batch.., places..], says which of the n is meant. One outside of 0 … n - 1 means none of them.
/// Attributes: <c>axis</c>, where the n stand and the places begin, and <c>batch</c>, how many leading axes the index
/// shares with the whole.
/// </summary>
public abstract class IndexedOp(string name) : Op(name)
{
    /// <summary>Whether the node is the whole, to which the elements of input 0 are added; else it is elements of input 0.</summary>
    public abstract bool Accumulates { get; }

    public sealed override bool IsDifferentiable(int input) => input == 0;

    /// <summary>Checks the index, and that its dimensions are among those of the elements or the whole.</summary>
    protected IndexedAxes AxesOf(ImmutableArray<TensorType> inputs, Attributes attributes)
    {
        Require.Inputs(this, inputs, 2);
        Require.That(this, inputs[1].Element.IsInteger(), $"an index of {inputs[1]}");
        var (axis, batch) = (attributes.Int("axis"), attributes.Int("batch"));
        Require.That(this, 0 <= batch && batch <= axis && batch <= inputs[1].Shape.Rank, $"batch {batch} before axis {axis}");
        return IndexedAxes.Of(inputs[1].Shape, attributes);
    }
}

/// <summary>Where the axes of elements, whole and index lie in each other.</summary>
/// <param name="Batch">Leading axes of all three.</param>
/// <param name="Axis">Of the whole the axis that the index counts, of the elements the first of the places.</param>
/// <param name="Places">How many axes the index has behind its batch.</param>
public sealed record IndexedAxes(int Batch, int Axis, int Places)
{
    public static IndexedAxes Of(Node node) => Of(node.Inputs[1].Shape, node.Attributes);

    internal static IndexedAxes Of(Shape index, Attributes attributes)
    {
        var batch = (int)attributes.Int("batch");
        return new(batch, (int)attributes.Int("axis"), index.Rank - batch);
    }

    /// <summary>The part of the elements' axes that the index has.</summary>
    public ImmutableArray<T> OfIndex<T>(ImmutableArray<T> elements) =>
        [.. elements[..Batch], .. elements[Axis..(Axis + Places)]];

    /// <summary>The whole's axes from those of the elements.</summary>
    public ImmutableArray<T> OfWhole<T>(ImmutableArray<T> elements, T counted) =>
        [.. elements[..Axis], counted, .. elements[(Axis + Places)..]];

    /// <summary>The elements' axes from those of the whole and of the index.</summary>
    public ImmutableArray<T> OfElements<T>(ImmutableArray<T> whole, ImmutableArray<T> index) =>
        [.. whole[..Axis], .. index[Batch..], .. whole[(Axis + 1)..]];

    /// <summary>Where in the whole, of the given extents, an element belongs; null for nowhere.</summary>
    internal long[]? Place(long[] element, TensorValue index, long[] whole)
    {
        var at = (long)index[OfIndex([.. element]).AsSpan()];
        return at >= 0 && at < whole[Axis] ? [.. OfWhole([.. element], at)] : null;
    }
}
