using System.Runtime.InteropServices;
using NetLang.Runtime.Execution;
using NetLang.Runtime.LinearAlgebra;

namespace NetLang.Benchmarks.Workers;

/// <summary>
/// C[m, n] = A[m, k] · B[k, n], as a kernel calls the runtime. The one place of the benchmark that knows
/// the runtime's matrix products.
/// </summary>
internal sealed unsafe class MatrixProduct
{
    private readonly WorkerPool pool;
    private readonly GemmProblem<float>* problem;
    private readonly ExecutionFrame* frame;
    private readonly int tiles;

    /// <param name="b">B, row-major; Bᵀ where it shall be stored so.</param>
    /// <param name="storage">How B is to lie: in panels, as a network's weights do, or as it is given.</param>
    public MatrixProduct(int m, int n, int k, float[] a, float[] b, int threads, OperandStorage storage)
    {
        pool = new(threads);
        problem = (GemmProblem<float>*)NativeMemory.AllocZeroed((nuint)sizeof(GemmProblem<float>));
        *problem = new()
        {
            M = m,
            N = n,
            K = k,
            A = Aligned(a),
            ARow = k,
            AColumn = 1,
            B = Aligned(storage switch
            {
                OperandStorage.Panels => Packed(b, k, n),
                OperandStorage.TransposedPanels => Packed(b, n, k),
                _ => b,
            }),
            BRow = n,
            BColumn = 1,
            BHasRoom = true,
            BStorage = storage,
            C = Aligned(new float[m * n]),
            CRow = n,
        };
        tiles = Gemm.TileCount(m, n, k);
        frame = (ExecutionFrame*)NativeMemory.AllocZeroed((nuint)sizeof(ExecutionFrame));
        frame->Threads = threads;
        frame->Buffers = (byte**)NativeMemory.AllocZeroed((nuint)sizeof(byte*));
        frame->Buffers[0] = (byte*)problem;
        frame->Scratch = (byte**)NativeMemory.AllocZeroed((nuint)(threads * sizeof(byte*)));
        for (var thread = 0; thread < threads; thread++)
        {
            frame->Scratch[thread] = (byte*)NativeMemory.AlignedAlloc((nuint)Gemm.ScratchBytes(n, k), 64);
            new Span<byte>(frame->Scratch[thread], Gemm.ScratchHeader).Clear();
        }
    }

    public void Multiply() => pool.Run(&RunTile, frame, tiles);

    public float[] Result() => new Span<float>(problem->C, (int)(problem->M * problem->N)).ToArray();

    private static void RunTile(ExecutionFrame* frame, int tile, int thread) =>
        Gemm.RunTile(*(GemmProblem<float>*)frame->Buffers[0], tile, frame->Scratch[thread], null, frame);

    private static float[] Packed(float[] matrix, int rows, int columns)
    {
        var panels = new float[Panels.Elements(rows, columns, sizeof(float))];
        Panels.Pack<float>(matrix, columns, columnAxis: 1, panels);
        return panels;
    }

    /// <summary>
    /// A copy in aligned memory with room for a vector of zeros behind it, as the runtime has; the process keeps it to its
    /// end.
    /// </summary>
    private static float* Aligned(float[] values)
    {
        var copy = (float*)NativeMemory.AlignedAlloc((nuint)(values.Length + 16) * sizeof(float), 64);
        values.CopyTo(new Span<float>(copy, values.Length));
        new Span<float>(copy + values.Length, 16).Clear();
        return copy;
    }
}
