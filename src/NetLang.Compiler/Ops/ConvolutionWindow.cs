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

    public override string ToString() =>
        $"stride ({string.Join(", ", Stride)}), dilation ({string.Join(", ", Dilation)}), spread ({string.Join(", ", Spread)}), "
        + $"before {Before}, size {Size}";
}
