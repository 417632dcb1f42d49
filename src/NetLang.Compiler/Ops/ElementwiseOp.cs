using System.Collections.Immutable;
using NetLang.Compiler.IR;
using NetLang.Runtime;

namespace NetLang.Compiler.Ops;

/// <summary>The element type of the result, or null where the inputs do not fit.</summary>
public delegate ElementType? TypeRule(ImmutableArray<ElementType> inputs, Attributes attributes);

/// <summary>One element of the result, exact or in f64; the caller rounds it.</summary>
public delegate double ReferenceRule(Node node, ReadOnlySpan<double> operands);

/// <summary>The gradient of each input, null where there is none.</summary>
public delegate ImmutableArray<Node?> GradientRule(Node node, Node outputGradient, GraphBuilder builder);

/// <summary>One element out of one element of each input, all of the same shape. Instances are rows of a table.</summary>
public sealed class ElementwiseOp(string name, int arity) : Op(name)
{
    public int Arity { get; } = arity;

    /// <summary>The value is the operand's: the op means something to autodiff only.</summary>
    public bool IsIdentity { get; init; }

    public required TypeRule Types { get; init; }

    public required ReferenceRule Reference { get; init; }

    /// <summary>Null where no gradient flows.</summary>
    public GradientRule? Vjp { get; init; }

    /// <summary>Inputs through which no gradient flows, though it flows through others (a condition, say).</summary>
    public ImmutableArray<int> Blocked { get; init; } = [];

    /// <summary>
    /// The expression in emitted CPU code, over the vectors of <c>NetLang.Runtime.Simd</c>: <c>{0}</c>, <c>{1}</c> stand
    /// for the operands, <c>{V}</c> for the vector type of the result and <c>{A}</c> for that of the first operand; all
    /// have lanes of the same size, and bools are masks.
    /// </summary>
    public required Func<Node, string> Cpu { get; init; }

    /// <summary>
    /// The same as a call, for where a method has no room for more of its code; null where that is short, or a call anyway.
    /// <c>{T}</c> stands for the type of a lane, <c>{M}</c> for the vector that is the mask.
    /// </summary>
    public string? CpuCall { get; init; }

    /// <summary>The expression in emitted GPU code, over scalars; bools are <c>bool</c>.</summary>
    public required Func<Node, string> Gpu { get; init; }

    /// <summary>The expression in host code, over f64 scalars; null where the op makes no sense there.</summary>
    public Func<Node, string?> Host { get; init; } = _ => null;

    /// <summary>As <see cref="Op.Simplify"/>.</summary>
    public Func<Node, GraphBuilder, Node?> Rule { get; init; } = (_, _) => null;

    public string CpuExpression(Node node) => Cpu(node);

    public string GpuExpression(Node node) => Gpu(node);

    /// <summary>Bools are 0.0 and 1.0 there.</summary>
    public string? HostExpression(Node node) => Host(node);

    public override Narrowed Narrow(Node node, Box box) => new(node.Attributes, [.. node.Inputs.Select(_ => box)]);

    public override Node Batch(Node node, ImmutableArray<Batched> inputs, Dim length, GraphBuilder builder) =>
        builder.Apply(this, [.. inputs.Select(i => i.Stacked(length, builder))], node.Attributes);

    /// <summary>The other inputs are seen the other way round.</summary>
    public override Node? Sink(Node node, Node transposition, GraphBuilder builder)
    {
        var order = Permutation.Of(transposition)!;
        var back = order.Inverse;
        Node[] inputs = [.. node.Inputs.Select(i => back.Apply(i, builder))];
        return order.Apply(builder.Apply(this, inputs, node.Attributes), builder);
    }

    public override Node? Sink(Node node, AxisSplit split, GraphBuilder builder)
    {
        var inputs = node.Inputs.Select(i => split.Merge(i, builder)).ToList();
        return inputs.Contains(null)
            ? null
            : split.Reshape(builder.Apply(this, [.. inputs!], node.Attributes), node.Shape, builder);
    }

    /// <summary>What others use, too, is not computed twice, unless it is cheap.</summary>
    public override Node? Merge(Node node, AxisSplit split, GraphBuilder builder)
    {
        var isComputed = split.IsComputed(node);
        if (isComputed && split.IsShared(node))
            return split.Reshape(node, split.Merged, builder);
        var inputs = node.Inputs.Select(i => split.Merge(i, builder)).ToList();
        if (inputs.Contains(null))
            return isComputed ? split.Reshape(node, split.Merged, builder) : null;
        return builder.Apply(this, [.. inputs!], node.Attributes);
    }

    public override TensorType Infer(ImmutableArray<TensorType> inputs, Attributes attributes)
    {
        Require.Inputs(this, inputs, Arity);
        Require.That(
            this, inputs.All(i => i.Shape.Equals(inputs[0].Shape)), $"different shapes: {string.Join(", ", inputs)}");
        var element = Types([.. inputs.Select(i => i.Element)], attributes)
            ?? throw new ShapeRuleException($"{Name} is not defined for {string.Join(", ", inputs)}");
        return new(element, inputs[0].Shape);
    }

    public override bool IsDifferentiable(int input) => Vjp is not null && !Blocked.Contains(input);

    public override ImmutableArray<Node?> Gradient(Node node, Node outputGradient, GraphBuilder builder) =>
        Vjp is null ? [.. node.Inputs.Select(_ => (Node?)null)] : Vjp(node, outputGradient, builder);

    public override TensorValue Evaluate(Node node, ImmutableArray<TensorValue> inputs, EvaluationContext context)
    {
        var values = new double[inputs[0].Values.Length];
        Span<double> operands = stackalloc double[Arity];
        for (var i = 0; i < values.Length; i++)
        {
            for (var input = 0; input < Arity; input++)
                operands[input] = inputs[input].Values[i];
            values[i] = TensorValue.Round(node.Type.Element, Reference(node, operands));
        }

        return new(node.Type.Element, inputs[0].Shape, values);
    }

    public override Node? Simplify(Node node, GraphBuilder builder) => Rule(node, builder) ?? BeforeUnits(node, builder);

    /// <summary>
    /// log(reshape(x)) → reshape(log(x)), where the reshape only inserts or removes axes of dimension 1: what was computed
    /// by row stays so, and the reshape becomes a part of the broadcast that mostly follows.
    /// </summary>
    private static Node? BeforeUnits(Node node, GraphBuilder b)
    {
        var reshape = node.Inputs.FirstOrDefault(i => i.Op is ReshapingOp);
        if (reshape is null || !ReshapeOp.ChangesUnitsOnly(reshape))
            return null;
        var shape = reshape.Inputs[0].Shape;
        var inputs = new Node[node.Inputs.Length];
        for (var i = 0; i < inputs.Length; i++)
        {
            var input = node.Inputs[i];
            if (input.Op is ReshapingOp && input.Inputs[0].Shape.Equals(shape))
                inputs[i] = input.Inputs[0];
            else if (input.Op is BroadcastOp && input.Inputs[0].Shape.Rank == 0)
                inputs[i] = b.Broadcast(input.Inputs[0], shape, []);
            else
                return null;
        }

        return b.Reshape(b.Apply(node.Op, inputs, node.Attributes), node.Shape);
    }
}
