using System.Collections.Immutable;
using NetLang.Compiler.IR;

namespace NetLang.Compiler.Ops;

/// <summary>
/// The inverse of a view: each input is a box of the result, stored at an offset; boxes do not overlap (but with <see cref="Underneath"/>), and what no box
/// covers is 0. A backend stores every input at its place in one buffer (and zeros first, where
/// <see cref="HasGaps"/>), so no read needs a bounds test.
/// </summary>
public abstract class PlacementOp(string name) : Op(name)
{
    /// <summary>The least coordinates of each input's box in the result.</summary>
    public abstract ImmutableArray<Shape> Offsets(Node node);

    /// <summary>Whether some elements of the result belong to no input.</summary>
    public abstract bool HasGaps(Node node);

    /// <summary>
    /// The input that others are stored over, and that need not be stored where it lies in the memory of the result; null for none.
    /// </summary>
    public virtual int? Underneath => null;

    /// <summary>Whether its inputs have one shape and fill the result: then one kernel can store them all.</summary>
    public bool IsEven(Node node) =>
        !HasGaps(node) && Underneath is null && node.Inputs.All(i => i.Shape.Equals(node.Inputs[0].Shape));

    public sealed override bool IsDifferentiable(int input) => true;

    public override ImmutableArray<Node?> Gradient(Node node, Node outputGradient, GraphBuilder builder) =>
    [
        .. node.Inputs.Zip(Offsets(node), (input, offset) => builder.Slice(outputGradient, offset, input.Shape)),
    ];

    public sealed override TensorValue Evaluate(
        Node node, ImmutableArray<TensorValue> inputs, EvaluationContext context)
    {
        var extents = context.Extents(node.Shape);
        var values = new double[RowMajor.Size(extents)];
        foreach (var (input, offset) in inputs.Zip(Offsets(node), (i, o) => (i, context.Extents(o))))
        {
            var i = 0;
            foreach (var coordinates in RowMajor.Coordinates(input.Shape))
            {
                var place = coordinates.Zip(offset, (c, o) => c + o).ToArray();
                values[RowMajor.Index(place, extents)] = input.Values[i++];
            }
        }

        return new(node.Type.Element, extents, values);
    }
}
