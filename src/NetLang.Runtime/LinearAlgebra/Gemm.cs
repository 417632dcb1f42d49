using System.Runtime.Intrinsics;
using NetLang.Runtime.Execution;
using NetLang.Runtime.Simd;

namespace NetLang.Runtime.LinearAlgebra;

/// <summary>
/// Matrix products. A kernel asks for <see cref="TileCount"/>, hands tiles to threads, and each calls
/// <see cref="RunTile{T}"/> with its own scratch.
/// </summary>
public static unsafe class Gemm
{
    /// <summary>Tiles of a product: none where C is empty, one where there is not enough to do for two threads.</summary>
    /// <exception cref="OverflowException">There are more than 2³¹ − 1.</exception>
    public static int TileCount(long m, long n, long k)
    {
        var grid = new GemmGrid((nint)m, (nint)n);
        var tiles = checked((int)(grid.RowTiles * grid.ColumnTiles));
        return GemmGrid.IsSmall(m, n, k) ? Math.Min(tiles, 1) : tiles;
    }

    /// <summary>
    /// Bytes at the beginning of scratch that are zero where the memory is new; later what stands there is told apart by
    /// the number of the launch, or of the loop of launches in which B stays the same.
    /// </summary>
    public const int ScratchHeader = PackedColumns.Bytes;

    /// <summary>
    /// Bytes of scratch that <see cref="RunTile{T}"/> needs for a B[k, n] of at most these extents, of either type.
    /// </summary>
    public static long ScratchBytes(long n, long k) =>
        PackedColumns.Bytes + GemmGrid.TileBytes + PackedRows.Bytes + GemmGrid.PackedBytes(n, k);

    /// <summary>Computes one tile.</summary>
    /// <param name="problem">The product; float or double.</param>
    /// <param name="tile">Below <see cref="TileCount"/>.</param>
    /// <param name="scratch"><see cref="ScratchBytes"/> bytes, aligned to 64, used by no other thread
    /// meanwhile, and by no other kernel of the launch, or of <see cref="GemmProblem{T}.BSince"/>'s loop, but for products.</param>
    /// <param name="finish">Receives the tile while it is in cache; null stores it to C.</param>
    /// <param name="frame">
    /// Handed to <paramref name="finish"/>. It has the number of threads, by which tiles are numbered, and that of the
    /// launch, in which B does not change: without one, or outside of launches, nothing is kept for other tiles.
    /// </param>
    public static void RunTile<T>(
        in GemmProblem<T> problem,
        int tile,
        byte* scratch,
        delegate*<ExecutionFrame*, GemmTile*, void> finish,
        ExecutionFrame* frame)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            if (Vector512.IsHardwareAccelerated)
                GemmEngine<F32x16MicroKernels, F32x16, float, I32x16>.RunTile(
                    As<T, float>(problem), tile, scratch, finish, frame);
            else if (Vector256.IsHardwareAccelerated)
                GemmEngine<F32x8MicroKernels, F32x8, float, I32x8>.RunTile(
                    As<T, float>(problem), tile, scratch, finish, frame);
            else
                GemmEngine<F32x4MicroKernels, F32x4, float, I32x4>.RunTile(
                    As<T, float>(problem), tile, scratch, finish, frame);
        }
        else if (typeof(T) == typeof(double))
        {
            if (Vector512.IsHardwareAccelerated)
                GemmEngine<F64x8MicroKernels, F64x8, double, I64x8>.RunTile(
                    As<T, double>(problem), tile, scratch, finish, frame);
            else if (Vector256.IsHardwareAccelerated)
                GemmEngine<F64x4MicroKernels, F64x4, double, I64x4>.RunTile(
                    As<T, double>(problem), tile, scratch, finish, frame);
            else
                GemmEngine<F64x2MicroKernels, F64x2, double, I64x2>.RunTile(
                    As<T, double>(problem), tile, scratch, finish, frame);
        }
        else
        {
            throw new NotSupportedException($"There are matrix products of float and double, not of {typeof(T).Name}.");
        }
    }

    private static ref readonly GemmProblem<TTo> As<TFrom, TTo>(in GemmProblem<TFrom> problem)
        where TFrom : unmanaged
        where TTo : unmanaged =>
        ref System.Runtime.CompilerServices.Unsafe.As<GemmProblem<TFrom>, GemmProblem<TTo>>(
            ref System.Runtime.CompilerServices.Unsafe.AsRef(in problem));
}
