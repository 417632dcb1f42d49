using System.Numerics;
using NetLang.Runtime.Execution;
using NetLang.Runtime.LinearAlgebra;

namespace NetLang.Runtime.Convolutions;

/// <summary>Parts of the tiles of a <see cref="LongWindowGrid"/>, in the first thread's scratch, where all threads find them.</summary>
internal static unsafe class LongWindowParts
{
    private const int Elements = GemmGrid.TileBytes / sizeof(double);

    /// <summary>The values of a part by its number among all.</summary>
    public static T* Values<T>(in ConvolutionShape shape, nint number, ExecutionFrame* frame)
        where T : unmanaged => (T*)(frame->Scratch[0] + shape.PartsAt) + (number * Elements);

    /// <summary>Adds up the parts of a tile, in order.</summary>
    public static T* Sum<T>(in ConvolutionShape shape, in LongWindowGrid grid, nint tile, ExecutionFrame* frame)
        where T : unmanaged
    {
        var sum = new Span<T>(Values<T>(shape, tile, frame), Elements);
        var first = grid.Tile(tile);
        sum = sum[..(int)(first.Windows * first.Examples * GemmGrid.Columns)];
        for (nint part = 1; part < grid.Parts; part++)
        {
            var other = new Span<T>(Values<T>(shape, (part * grid.TileCount) + tile, frame), sum.Length);
            for (var i = 0; i < sum.Length; i += Vector<T>.Count)
                (new Vector<T>(sum[i..]) + new Vector<T>(other[i..])).CopyTo(sum[i..]);
        }

        return Values<T>(shape, tile, frame);
    }
}
