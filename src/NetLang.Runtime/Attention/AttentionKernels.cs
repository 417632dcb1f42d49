using System.Runtime.Intrinsics;
using NetLang.Runtime.Execution;
using NetLang.Runtime.LinearAlgebra;
using NetLang.Runtime.Simd;

namespace NetLang.Runtime.Attention;

/// <summary>
/// Attention whose scores are in no memory but a thread's scratch. A kernel hands tiles to threads, and each calls one of these
/// with its own scratch, of <see cref="AttentionShape.ScratchBytes"/> bytes.
/// </summary>
public static unsafe class AttentionKernels
{
    /// <summary>
    /// Computes a tile of <see cref="AttentionShape.TileCount"/>, and hands pieces of it to <paramref name="finish"/>: some rows
    /// of a sequence, the batch, and the columns of a head.
    /// </summary>
    public static void RunTile<T>(
        in AttentionProblem<T> problem,
        int tile,
        byte* scratch,
        delegate*<ExecutionFrame*, GemmTile*, void> finish,
        ExecutionFrame* frame)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            ref readonly var floats = ref AttentionProblem<T>.As<float>(problem);
            AttentionScratch<float> own = new(scratch);
            if (Vector512.IsHardwareAccelerated)
                AttentionEngine<F32x16MicroKernels, F32x16, float, I32x16, int>.RunTile(floats, tile, own, finish, frame);
            else if (Vector256.IsHardwareAccelerated)
                AttentionEngine<F32x8MicroKernels, F32x8, float, I32x8, int>.RunTile(floats, tile, own, finish, frame);
            else
                AttentionEngine<F32x4MicroKernels, F32x4, float, I32x4, int>.RunTile(floats, tile, own, finish, frame);
        }
        else if (typeof(T) == typeof(double))
        {
            ref readonly var doubles = ref AttentionProblem<T>.As<double>(problem);
            AttentionScratch<double> own = new(scratch);
            if (Vector512.IsHardwareAccelerated)
                AttentionEngine<F64x8MicroKernels, F64x8, double, I64x8, long>.RunTile(doubles, tile, own, finish, frame);
            else if (Vector256.IsHardwareAccelerated)
                AttentionEngine<F64x4MicroKernels, F64x4, double, I64x4, long>.RunTile(doubles, tile, own, finish, frame);
            else
                AttentionEngine<F64x2MicroKernels, F64x2, double, I64x2, long>.RunTile(doubles, tile, own, finish, frame);
        }
        else
        {
            throw Unsupported<T>();
        }
    }

    /// <summary>Computes and stores a tile of <see cref="AttentionShape.GradientTileCount"/>.</summary>
    public static void RunGradientTile<T>(in AttentionProblem<T> problem, int tile, byte* scratch, ExecutionFrame* frame)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            ref readonly var floats = ref AttentionProblem<T>.As<float>(problem);
            AttentionScratch<float> own = new(scratch);
            if (Vector512.IsHardwareAccelerated)
                AttentionGradientEngine<F32x16MicroKernels, F32x16, float, I32x16, int>.RunTile(floats, tile, own, frame);
            else if (Vector256.IsHardwareAccelerated)
                AttentionGradientEngine<F32x8MicroKernels, F32x8, float, I32x8, int>.RunTile(floats, tile, own, frame);
            else
                AttentionGradientEngine<F32x4MicroKernels, F32x4, float, I32x4, int>.RunTile(floats, tile, own, frame);
        }
        else if (typeof(T) == typeof(double))
        {
            ref readonly var doubles = ref AttentionProblem<T>.As<double>(problem);
            AttentionScratch<double> own = new(scratch);
            if (Vector512.IsHardwareAccelerated)
                AttentionGradientEngine<F64x8MicroKernels, F64x8, double, I64x8, long>.RunTile(doubles, tile, own, frame);
            else if (Vector256.IsHardwareAccelerated)
                AttentionGradientEngine<F64x4MicroKernels, F64x4, double, I64x4, long>.RunTile(doubles, tile, own, frame);
            else
                AttentionGradientEngine<F64x2MicroKernels, F64x2, double, I64x2, long>.RunTile(doubles, tile, own, frame);
        }
        else
        {
            throw Unsupported<T>();
        }
    }

    private static NotSupportedException Unsupported<T>() => new($"There is attention of float and double, not of {typeof(T).Name}.");
}
