using System.Collections.Immutable;

namespace NetLang.Compiler.IR;

/// <summary>
/// A primitive of the IR, with all that the compiler knows of it: shape rule, gradient, reference evaluation and
/// lowering. Each op is one object; graphs, passes and backends ask it and never test which op it is. The subclasses in
/// <c>Ops/</c> are the traits that they may ask for: <c>ElementwiseOp</c>, <c>ReductionOp</c>, <c>ViewOp</c>,
/// <c>LeafOp</c>, <c>StructuredOp</c>.
/// </summary>
public abstract class Op(string name)
{
    /// <summary>The name in the IR's text form; unique.</summary>
    public string Name { get; } = name;

    /// <summary>The shape rule.</summary>
    /// <exception cref="ShapeRuleException">
    /// The inputs do not fit; the elaborator should have said so before.
    /// </exception>
    public abstract TensorType Infer(ImmutableArray<TensorType> inputs, Attributes attributes);

    /// <summary>
    /// The vector-Jacobian product: for the gradient of the result, that of each input, null where there is none.
    /// </summary>
    public abstract ImmutableArray<Node?> Gradient(Node node, Node outputGradient, GraphBuilder builder);

    /// <summary>Whether a gradient can flow from the result to the given input.</summary>
    public abstract bool IsDifferentiable(int input);

    /// <summary>The reference evaluation, slow and simple: the oracle for passes and backends.</summary>
    public abstract TensorValue Evaluate(Node node, ImmutableArray<TensorValue> inputs, EvaluationContext context);

    /// <summary>
    /// A simpler node with the same value in every bit (NaN, infinities and signed zeros included), or null where there
    /// is none. Inputs are simplified already.
    /// </summary>
    public virtual Node? Simplify(Node node, GraphBuilder builder) => null;

    /// <summary>
    /// The same as a node that has a transposition as an input: this op on what that transposes, and then a transposition;
    /// null where there is none.
    /// </summary>
    public virtual Node? Sink(Node node, Node transposition, GraphBuilder builder) => null;

    /// <summary>
    /// The same as a node that has the result of a split as an input: this op on what is split, and then a reshape; null
    /// where there is none.
    /// </summary>
    public virtual Node? Sink(Node node, AxisSplit split, GraphBuilder builder) => null;

    /// <summary>
    /// A node of this op with the axes of a split merged, without a copy of what lies in no memory; null where there is none.
    /// </summary>
    public virtual Node? Merge(Node node, AxisSplit split, GraphBuilder builder) => split.Reshape(node, split.Merged, builder);

    /// <summary>Whether it may read a part of an input alone, though its result is read as a whole.</summary>
    public virtual bool LeavesOut => false;

    /// <summary>How to compute a box of the result alone, and no more than that needs; null where the op cannot.</summary>
    public virtual Narrowed? Narrow(Node node, Box box) => null;

    /// <summary>
    /// How to compute a box of the result where it is that of some steps of a sequence, and of each step those before it are known;
    /// null where no step of an input would be of use again.
    /// </summary>
    /// <param name="steps">The new steps, of all those of the sequence.</param>
    public virtual Continued? Continue(Node node, Box box, AxisRange steps) => null;

    /// <summary>
    /// The results of the node at every step of a scan at once, stacked along a new axis 0; null where the op cannot.
    /// </summary>
    /// <param name="inputs">What takes the place of the node's inputs.</param>
    /// <param name="length">How many steps there are.</param>
    public virtual Node? Batch(Node node, ImmutableArray<Batched> inputs, Dim length, GraphBuilder builder) => null;

    /// <summary>
    /// The axis of an input whose dimension an axis of the result has by the shape rule, so that messages can say where it
    /// came from; null where it is not that of one axis.
    /// </summary>
    public virtual (int Input, int Axis)? SourceOf(Node node, int axis) => null;

    public override string ToString() => Name;
}

/// <summary>A node whose inputs do not fit its op: a mistake of the compiler, not of the user.</summary>
public sealed class ShapeRuleException(string message) : Exception(message);
