using System.Collections.Immutable;
using NetLang.Compiler.IR;

namespace NetLang.Compiler.Ops;

/// <summary>How the windows of a <see cref="ConvolutionOp"/> move, each along rows and along columns.</summary>
/// <param name="Stride">From a window to the next.</param>
/// <param name="Dilation">From a place of a window to the next.</param>
/// <param name="Spread">From an element of the input to the next; between them are zeros.</param>
/// <param name="Before">Zeros before the first element; below 0, elements that no window sees.</param>
/// <param name="Size">How many windows there are.</param>
public sealed record ConvolutionWindow(
    ImmutableArray<long> Stride,
    ImmutableArray<long> Dilation,
    ImmutableArray<long> Spread,
    Shape Before,
    Shape Size)
{
    public bool IsValid =>
        new[] { Stride, Dilation, Spread }.All(v => v.Length == 2 && v.All(x => x > 0)) && Before.Rank == 2 && Size.Rank == 2;

    public static ConvolutionWindow Of(Attributes attributes) => new(
        attributes.Ints("stride"),
        attributes.Ints("dilation"),
        attributes.Ints("spread"),
        attributes.Shape("before"),
        attributes.Shape("size"));

    public Attributes Attributes() => new(
        ("before", new ShapeAttribute(Before)),
        ("dilation", new IntsAttribute(Dilation)),
        ("size", new ShapeAttribute(Size)),
        ("spread", new IntsAttribute(Spread)),
        ("stride", new IntsAttribute(Stride)));

    /// <summary>The windows over the gradient of the results in which an element of the input counts.</summary>
    /// <param name="kernel">The size of a window.</param>
    /// <param name="input">The size of the input.</param>
    public ConvolutionWindow OfInput(ReadOnlySpan<Dim> kernel, ReadOnlySpan<Dim> input) => new(
        Spread,
        Dilation,
        Stride,
        new Shape([((kernel[0] - 1) * Dilation[0]) - Before[0], ((kernel[1] - 1) * Dilation[1]) - Before[1]]),
        new Shape([.. input]));

    /// <summary>The windows over the input of which each belongs to one weight, as large as the result.</summary>
    /// <param name="kernel">The size of a window.</param>
    public ConvolutionWindow OfWeights(ReadOnlySpan<Dim> kernel) =>
        new(Dilation, Stride, Spread, Before, new Shape([.. kernel]));

    /// <summary>Those windows that ranges count, whose steps are constants.</summary>
    public ConvolutionWindow Only(ReadOnlySpan<AxisRange> windows) => this with
    {
        Stride = [Stride[0] * windows[0].Step.ConstantValue, Stride[1] * windows[1].Step.ConstantValue],
        Before = new Shape([Before[0] - (windows[0].Start * Stride[0]), Before[1] - (windows[1].Start * Stride[1])]),
        Size = new Shape([windows[0].Length, windows[1].Length]),
    };

    /// <summary>The same windows over an input that lacks so many of the first rows and columns.</summary>
    public ConvolutionWindow Without(Dim rows, Dim columns) =>
        this with { Before = new Shape([Before[0] + rows, Before[1] + columns]) };

    /// <summary>The part of an axis of the input that windows see: all of it where that cannot be told.</summary>
    /// <param name="axis">0 for rows, 1 for columns.</param>
    /// <param name="kernel">The length of a window.</param>
    public AxisRange Seen(int axis, Dim kernel, Dim input)
    {
        var last = Last(axis, kernel);
        if (Spread[axis] != 1 || !(Before[axis].IsConstant && last.IsConstant && input.IsConstant))
            return AxisRange.Whole(input);
        var start = Math.Max(0, -Before[axis].ConstantValue);
        var end = Math.Min(input.ConstantValue - 1, last.ConstantValue);
        return start <= end ? new(start, 1, end - start + 1) : AxisRange.Whole(input);
    }

    /// <summary>Whether windows see nothing but the input along an axis: no zeros, and nothing that would lie behind it.</summary>
    public bool StaysInside(int axis, Dim kernel, Dim input)
    {
        var (before, spare) = (Before[axis], input - 1 - Last(axis, kernel));
        return Spread[axis] == 1 && before is { IsConstant: true, ConstantValue: <= 0 } && spare is { IsConstant: true, ConstantValue: >= 0 };
    }

    /// <summary>Where the last place of the last window lies.</summary>
    private Dim Last(int axis, Dim kernel) =>
        ((Size[axis] - 1) * Stride[axis]) + ((kernel - 1) * Dilation[axis]) - Before[axis];

    public override string ToString() =>
        $"stride ({string.Join(", ", Stride)}), dilation ({string.Join(", ", Dilation)}), spread ({string.Join(", ", Spread)}), "
        + $"before {Before}, size {Size}";
}
