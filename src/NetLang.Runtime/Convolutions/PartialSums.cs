using System.Numerics;
using NetLang.Runtime.Execution;
using NetLang.Runtime.LinearAlgebra;

namespace NetLang.Runtime.Convolutions;

/// <summary>
/// Where there are few tiles, each is computed in parts, of some of the input's channels, which are added up. They lie in the
/// first thread's scratch, where all threads find them. How many there are depends on the shape alone.
/// </summary>
internal static unsafe class PartialSums
{
    /// <summary>Tiles from which on there are enough for many threads.</summary>
    private const int EnoughTiles = 16;

    private const int Elements = GemmGrid.TileBytes / sizeof(double);

    /// <summary>Bytes of the parts of all tiles, of either type.</summary>
    public static long Bytes => 2 * EnoughTiles * GemmGrid.TileBytes;

    public static nint Count(nint tiles, nint channels) =>
        Math.Clamp(GemmGrid.CeilingDivide(EnoughTiles, Math.Max(tiles, 1)), 1, Math.Max(channels, 1));

    /// <summary>The values of a part by its number among all: those of the first parts of all tiles, and so on.</summary>
    public static T* Values<T>(in ConvolutionShape shape, nint number, ExecutionFrame* frame)
        where T : unmanaged => (T*)(frame->Scratch[0] + shape.PartsAt) + (number * Elements);

    /// <summary>Adds up the parts of a tile, in order.</summary>
    /// <param name="count">Elements of a part.</param>
    public static T* Sum<T>(in ConvolutionShape shape, nint tile, nint tiles, nint count, ExecutionFrame* frame)
        where T : unmanaged
    {
        var parts = Count(tiles, shape.Channels);
        var sum = new Span<T>(Values<T>(shape, tile, frame), (int)count);
        for (nint part = 1; part < parts; part++)
        {
            var other = new Span<T>(Values<T>(shape, (part * tiles) + tile, frame), sum.Length);
            for (var i = 0; i < sum.Length; i += Vector<T>.Count)
                (new Vector<T>(sum[i..]) + new Vector<T>(other[i..])).CopyTo(sum[i..]);
        }

        return Values<T>(shape, tile, frame);
    }
}
