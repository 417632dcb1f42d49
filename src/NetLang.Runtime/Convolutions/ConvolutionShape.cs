using NetLang.Runtime.LinearAlgebra;

namespace NetLang.Runtime.Convolutions;

/// <summary>The extents of a convolution that decide how it is cut, as in <see cref="ConvolutionProblem{T}"/>.</summary>
public readonly struct ConvolutionShape
{
    /// <summary>Examples, n.</summary>
    public nint Examples { get; init; }

    /// <summary>Pixels of the result.</summary>
    public Along Output { get; init; }

    /// <summary>Places of a window.</summary>
    public Along Kernel { get; init; }

    /// <summary>Groups, g.</summary>
    public nint Groups { get; init; }

    /// <summary>Input channels of a group, c.</summary>
    public nint Channels { get; init; }

    /// <summary>Output channels of a group, o.</summary>
    public nint Outputs { get; init; }

    /// <summary>From a window to the next.</summary>
    public Along Stride { get; init; }

    /// <summary>From a place of a window to the next.</summary>
    public Along Dilation { get; init; }

    /// <summary>Which rows the products have.</summary>
    public ConvolutionForm Form { get; init; }

    /// <summary>Places of a window at most whose weights are copied, where groups are lanes.</summary>
    public const int MostLanePlaces = 256;

    /// <summary>The number of tiles.</summary>
    /// <exception cref="OverflowException">There are more than 2³¹ − 1.</exception>
    public int TileCount => checked((int)(Tiles * Parts));

    /// <summary>The number of tiles that <see cref="Convolution.Combine{T}"/> finishes, once all others are computed.</summary>
    public int CombinedCount => Parts > 1 ? checked((int)Tiles) : 0;

    private nint Tiles => Form switch
    {
        ConvolutionForm.Pixels => checked(Examples * new ConvolutionGrid(this).TilesOfExample),
        ConvolutionForm.Examples => new LongWindowGrid(this).TileCount,
        _ => new LaneGrid(this).TileCount,
    };

    private nint Parts => Form == ConvolutionForm.Pixels ? 1 : PartialSums.Count(Tiles, Channels);

    /// <summary>
    /// Bytes of scratch that a tile needs. For what is known only when it runs, any large number may stand: the number of
    /// examples and the pixels of the result, or, where rows are examples, the number of channels and the places of a window.
    /// </summary>
    public long ScratchBytes
    {
        get
        {
            if (Form != ConvolutionForm.Pixels)
                return PartsAt + PartialSums.Bytes;
            var packed = checked(Kernel.Rows * Kernel.Columns * Channels * GemmGrid.Columns);
            var copied = Math.Max(ConvolutionGrid.MaxCopied, Copied(new(1, Math.Min(Output.Columns, ConvolutionGrid.MaxPixels))));
            return PackedColumns.Bytes + GemmGrid.TileBytes + checked((Math.Max(packed, GemmGrid.MaxGroupBytes / sizeof(double)) + copied) * sizeof(double));
        }
    }

    /// <summary>Where in the first thread's scratch the parts of tiles lie.</summary>
    internal long PartsAt => PackedColumns.Bytes + GemmGrid.TileBytes + (sizeof(double) * (Form == ConvolutionForm.Lanes
        ? MostLanePlaces * GemmGrid.Columns
        : LongWindowGrid.MaxPacked + new LongWindowGrid(this).MaxCopied));

    /// <summary>Elements of the input that a rectangle of windows sees in a group.</summary>
    internal nint Copied(Along windows) => InputStrips.Elements(windows, Kernel, Stride, Dilation, Channels);
}
