using System.Runtime.CompilerServices;
using NetLang.Runtime.LinearAlgebra;

namespace NetLang.Runtime.Convolutions;

/// <summary>
/// One convolution: y[n, p.., g, o] = Σ x'[n, p · stride + k · dilation − before, g, c] · w[g, k.., c, o], where x' is x with
/// spread − 1 zeros between neighbours, and zeros around. All distances are in elements; T is float or double.
/// </summary>
public unsafe struct ConvolutionProblem<T>
    where T : unmanaged
{
    /// <summary>The first element of x.</summary>
    public T* X;

    /// <summary>From an example of x to the next.</summary>
    public nint XExample;

    /// <summary>From a row, and from a pixel of a row, to the next.</summary>
    public Along XPixel;

    /// <summary>From a group of channels to the next.</summary>
    public nint XGroup;

    /// <summary>From a channel to the next.</summary>
    public nint XChannel;

    /// <summary>The first weight.</summary>
    public T* Weights;

    /// <summary>From a group of weights to the next.</summary>
    public nint WeightGroup;

    /// <summary>From a row, and from a column, of a window's weights to the next.</summary>
    public Along WeightPlace;

    /// <summary>From the weights of an input channel to the next.</summary>
    public nint WeightChannel;

    /// <summary>From the weights of an output channel to the next.</summary>
    public nint WeightOutput;

    /// <summary>
    /// Whether a vector of 64 bytes may be read behind the last weight. What is there counts for nothing.
    /// </summary>
    public bool WeightsHaveRoom;

    /// <summary>Extents, and how windows move.</summary>
    public ConvolutionShape Shape;

    /// <summary>Pixels of x.</summary>
    public Along Input;

    /// <summary>From an element of x to the next in x'.</summary>
    public Along Spread;

    /// <summary>Zeros in front of x.</summary>
    public Along Before;

    /// <summary>
    /// Whether weights are a matrix with a row for each channel of each place, which products of pixels read where it lies:
    /// rows side by side, and no wider than a tile, so that each page and cache line that is touched is used.
    /// </summary>
    internal readonly bool WeightsAreRows =>
        WeightOutput == 1 && WeightsHaveRoom && WeightChannel > 0 && WeightChannel <= GemmGrid.Columns
        && (Shape.Kernel.Columns == 1 || WeightPlace.Columns == Shape.Channels * WeightChannel)
        && (Shape.Kernel.Rows == 1 || WeightPlace.Rows == Shape.Kernel.Columns * Shape.Channels * WeightChannel);

    /// <summary>The places of a column of a window that see rows of x.</summary>
    /// <param name="row">The row of x' that the first of them sees.</param>
    internal readonly SeenPlaces SeenRows(nint row, nint places) =>
        new(row, places, Shape.Dilation.Rows, Spread.Rows, Input.Rows);

    internal static ref readonly ConvolutionProblem<TTo> As<TTo>(in ConvolutionProblem<T> problem)
        where TTo : unmanaged =>
        ref Unsafe.As<ConvolutionProblem<T>, ConvolutionProblem<TTo>>(ref Unsafe.AsRef(in problem));
}

/// <summary>What the rows of the matrix products are that a convolution is made of.</summary>
public enum ConvolutionForm
{
    /// <summary>Pixels of the result: for small windows.</summary>
    Pixels,

    /// <summary>Examples: for few large windows, as the gradients of weights have them, whose examples are channels.</summary>
    Examples,

    /// <summary>
    /// None: groups of which each has one output channel, side by side in the input, are lanes. Where weights of groups do not
    /// lie side by side, there must be at most <see cref="ConvolutionShape.MostLanePlaces"/> places.
    /// </summary>
    Lanes,
}

/// <summary>Along rows of pixels, and along the pixels of a row.</summary>
/// <param name="Rows">From a row to another.</param>
/// <param name="Columns">Within a row.</param>
public readonly record struct Along(nint Rows, nint Columns);
