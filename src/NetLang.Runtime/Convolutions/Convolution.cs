using System.Runtime.Intrinsics;
using NetLang.Runtime.Execution;
using NetLang.Runtime.LinearAlgebra;
using NetLang.Runtime.Simd;

namespace NetLang.Runtime.Convolutions;

/// <summary>
/// Convolutions as matrix products of what windows see, which is stored nowhere as a matrix. A kernel hands
/// <see cref="ConvolutionShape.TileCount"/> tiles to threads, and each calls <see cref="RunTile{T}"/> with its own scratch.
/// </summary>
public static unsafe class Convolution
{
    /// <summary>
    /// Computes one tile, and hands pieces of it to <paramref name="finish"/>. Where rows are pixels, a piece is part of a row
    /// of the result; its batch counts (n · height + row) · groups + group. Where they are examples, it has the number of
    /// (row · width + column) · groups + group. Where groups are lanes, a piece is part of a row of the result, with groups as
    /// columns; its batch counts n · height + row.
    /// </summary>
    /// <param name="scratch"><see cref="ConvolutionShape.ScratchBytes"/> bytes, else as for <see cref="Gemm.RunTile{T}"/>.</param>
    public static void RunTile<T>(
        in ConvolutionProblem<T> problem,
        int tile,
        byte* scratch,
        delegate*<ExecutionFrame*, GemmTile*, void> finish,
        ExecutionFrame* frame)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            ref readonly var floats = ref ConvolutionProblem<T>.As<float>(problem);
            if (Vector512.IsHardwareAccelerated)
                Run<F32x16MicroKernels, F32x16, float, I32x16>(floats, tile, scratch, finish, frame);
            else if (Vector256.IsHardwareAccelerated)
                Run<F32x8MicroKernels, F32x8, float, I32x8>(floats, tile, scratch, finish, frame);
            else
                Run<F32x4MicroKernels, F32x4, float, I32x4>(floats, tile, scratch, finish, frame);
        }
        else if (typeof(T) == typeof(double))
        {
            ref readonly var doubles = ref ConvolutionProblem<T>.As<double>(problem);
            if (Vector512.IsHardwareAccelerated)
                Run<F64x8MicroKernels, F64x8, double, I64x8>(doubles, tile, scratch, finish, frame);
            else if (Vector256.IsHardwareAccelerated)
                Run<F64x4MicroKernels, F64x4, double, I64x4>(doubles, tile, scratch, finish, frame);
            else
                Run<F64x2MicroKernels, F64x2, double, I64x2>(doubles, tile, scratch, finish, frame);
        }
        else
        {
            throw new NotSupportedException($"There are convolutions of float and double, not of {typeof(T).Name}.");
        }
    }

    /// <summary>
    /// Adds up the parts of a tile that <see cref="RunTile{T}"/> has left where there are
    /// <see cref="ConvolutionShape.CombinedCount"/> of these, and hands its pieces to <paramref name="finish"/>.
    /// </summary>
    public static void Combine<T>(
        in ConvolutionShape shape, int tile, delegate*<ExecutionFrame*, GemmTile*, void> finish, ExecutionFrame* frame)
        where T : unmanaged
    {
        if (shape.Form == ConvolutionForm.Lanes)
        {
            var grid = new LaneGrid(shape);
            var place = grid.Tile(tile);
            place.Finish(shape, PartialSums.Sum<T>(shape, tile, grid.TileCount, place.Values, frame), finish, frame);
        }
        else
        {
            var grid = new LongWindowGrid(shape);
            var place = grid.Tile(tile);
            place.Finish(shape, PartialSums.Sum<T>(shape, tile, grid.TileCount, place.Values, frame), finish, frame);
        }
    }

    private static void Run<TKernels, F, T, I>(
        in ConvolutionProblem<T> problem,
        int tile,
        byte* scratch,
        delegate*<ExecutionFrame*, GemmTile*, void> finish,
        ExecutionFrame* frame)
        where TKernels : struct, IMicroKernels<T>
        where F : unmanaged, IFloatVector<F, T, I>
        where T : unmanaged
        where I : struct
    {
        if (problem.Shape.Form == ConvolutionForm.Pixels)
            PixelRowsEngine<TKernels, F, T, I>.RunTile(problem, tile, scratch, finish, frame);
        else if (problem.Shape.Form == ConvolutionForm.Lanes)
            LaneEngine<F, T, I>.RunTile(problem, tile, scratch, finish, frame);
        else
            ExampleRowsEngine<TKernels, F, T, I>.RunTile(problem, tile, scratch, finish, frame);
    }
}
