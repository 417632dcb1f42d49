using System.Numerics;
using System.Runtime.InteropServices;
using NetLang.Runtime.Execution;
using NetLang.Runtime.LinearAlgebra;
using Xunit;

namespace NetLang.Runtime.Tests.LinearAlgebra;

/// <summary>
/// A product of random operands, and the same by definition in f64. Behind A and B lies memory that must not be read,
/// as behind the arrays of a caller; behind C, values that must not change.
/// </summary>
internal sealed unsafe class GemmProduct<T> : IDisposable
    where T : unmanaged, INumber<T>
{
    private const int Guard = 16;
    private readonly GemmProblem<T> problem;
    private readonly T[] a;
    private readonly T[] b;
    private readonly GuardedMemory aMemory;
    private readonly GuardedMemory bMemory;

    public GemmProduct(
        int m,
        int n,
        int k,
        int aRow,
        int aColumn,
        int bRow,
        int bColumn,
        OperandStorage storage = OperandStorage.Strided,
        bool bHasRoom = false,
        int? cRow = null)
    {
        var random = new System.Random(1);
        T Next(T unused) => T.CreateChecked((random.NextDouble() * 2) - 1);
        T[] Fill(int length) => Array.ConvertAll(new T[length], Next);
        int Extent(int rows, int row, int columns, int column) =>
            rows == 0 || columns == 0 ? 0 : ((rows - 1) * row) + ((columns - 1) * column) + 1;
        (a, b) = (Fill(Extent(m, aRow, k, aColumn)), Fill(Extent(k, bRow, n, bColumn)));
        (aMemory, bMemory) = (Guarded(a, room: 0), Guarded(Stored(b, n, k, storage), bHasRoom ? 64 : 0));
        C = GC.AllocateArray<T>((m * (cRow ?? n)) + Guard, pinned: true);
        Array.Fill(C, T.CreateChecked(77));
        fixed (T* c = C)
        {
            problem = new()
            {
                M = m,
                N = n,
                K = k,
                A = (T*)aMemory.Data,
                ARow = aRow,
                AColumn = aColumn,
                B = (T*)bMemory.Data,
                BStorage = storage,
                BRow = bRow,
                BColumn = bColumn,
                BHasRoom = bHasRoom,
                C = c,
                CRow = cRow ?? n,
            };
        }
    }

    public T[] C { get; }

    public T this[int row, int column] => C[(row * problem.CRow) + column];

    private int Tiles => Gemm.TileCount(problem.M, problem.N, problem.K);

    /// <summary>All tiles on this thread, the last first.</summary>
    public void Run(delegate*<ExecutionFrame*, GemmTile*, void> finish)
    {
        var buffers = stackalloc byte*[1];
        buffers[0] = (byte*)problem.C;
        ExecutionFrame frame = new() { Buffers = buffers, Launch = 1, Threads = 1 };
        var scratch = NewScratch();
        for (var tile = Tiles - 1; tile >= 0; tile--)
            Gemm.RunTile(problem, tile, scratch, finish, &frame);
        NativeMemory.AlignedFree(scratch);
    }

    /// <summary>A tile of this, one of another of the same size, and so on, as a thread takes them in one launch.</summary>
    public void RunInTurn(GemmProduct<T> other)
    {
        ExecutionFrame frame = new() { Launch = 1, Threads = 1 };
        var scratch = NewScratch();
        for (var tile = 0; tile < Tiles; tile++)
        {
            Gemm.RunTile(problem, tile, scratch, null, &frame);
            Gemm.RunTile(other.problem, tile, scratch, null, &frame);
        }

        NativeMemory.AlignedFree(scratch);
    }

    /// <summary>
    /// As kernels run it: threads take tiles of products one behind the other, each with its own scratch. Before the
    /// last, B changes its sign.
    /// </summary>
    /// <param name="lastInAnotherFrame">As where another program has the same scratch.</param>
    /// <param name="lastInAnotherLoop">As the steps of a scan that does not change B, and the first of another one.</param>
    public void RunOn(WorkerPool pool, int times = 1, bool lastInAnotherFrame = false, bool lastInAnotherLoop = false)
    {
        var shared = problem;
        var buffers = stackalloc byte*[1];
        buffers[0] = (byte*)&shared;
        var scratch = stackalloc byte*[pool.Threads];
        for (var thread = 0; thread < pool.Threads; thread++)
            scratch[thread] = NewScratch();
        ExecutionFrame frame = new() { Buffers = buffers, Scratch = scratch, Threads = pool.Threads };
        var other = frame;
        for (var time = 1; time <= times; time++)
        {
            if (time > 1 && time == times)
                Negate();
            if (lastInAnotherLoop && (time == 1 || time == times))
            {
                pool.EnterLoop(&frame);
                shared.BSince = frame.Loop;
            }

            pool.Run(&RunTile, lastInAnotherFrame && time == times ? &other : &frame, Tiles);
        }

        for (var thread = 0; thread < pool.Threads; thread++)
            NativeMemory.AlignedFree(scratch[thread]);
    }

    public void AssertClose(double tolerance, Func<int, int, double>? extra = null)
    {
        for (var row = 0; row < problem.M; row++)
        {
            for (var column = 0; column < problem.N; column++)
            {
                double sum = 0, magnitude = 0;
                for (var k = 0; k < problem.K; k++)
                {
                    var term = double.CreateChecked(a[(row * problem.ARow) + (k * problem.AColumn)])
                        * double.CreateChecked(b[(k * problem.BRow) + (column * problem.BColumn)]);
                    sum += term;
                    magnitude += Math.Abs(term);
                }

                var shift = extra?.Invoke(row, column) ?? 0;
                var allowed = (tolerance * (magnitude + Math.Abs(shift)) * Math.Sqrt(problem.K + 1)) + 1e-300;
                var actual = double.CreateChecked(this[row, column]);
                Assert.True(
                    Math.Abs(actual - sum - shift) <= allowed, $"C[{row}, {column}] = {actual}, not {sum + shift}");
            }
        }

        var others = C.Where((_, place) => place >= problem.M * problem.CRow || place % problem.CRow >= problem.N);
        Assert.All(others, guard => Assert.Equal(T.CreateChecked(77), guard));
    }

    private void Negate()
    {
        for (var i = 0; i < b.Length; i++)
            b[i] = -b[i];
        b.CopyTo(new Span<T>(bMemory.Data, b.Length));
    }

    public void Dispose()
    {
        aMemory.Dispose();
        bMemory.Dispose();
    }

    private static void RunTile(ExecutionFrame* frame, int tile, int thread) =>
        Gemm.RunTile(*(GemmProblem<T>*)frame->Buffers[0], tile, frame->Scratch[thread], null, frame);

    /// <summary>A column-major B as panels of its columns, or a row-major one as panels of its rows.</summary>
    private static T[] Stored(T[] b, int n, int k, OperandStorage storage)
    {
        if (storage == OperandStorage.Strided)
            return b;
        var isColumns = storage == OperandStorage.Panels;
        var stored = new T[isColumns ? Panels.Elements(k, n, sizeof(T)) : Panels.Elements(n, k, sizeof(T))];
        Panels.Pack(b, isColumns ? k : n, 0, stored);
        return stored;
    }

    /// <param name="room">Bytes behind the values that may be read, and hold NaN.</param>
    private static GuardedMemory Guarded(T[] values, int room)
    {
        GuardedMemory memory = new(((long)values.Length * sizeof(T)) + room);
        values.CopyTo(new Span<T>(memory.Data, values.Length));
        new Span<byte>(memory.Data + ((long)values.Length * sizeof(T)), room).Fill(0xFF);
        return memory;
    }

    private byte* NewScratch()
    {
        var bytes = (nuint)Gemm.ScratchBytes(problem.N, problem.K);
        var scratch = (byte*)NativeMemory.AlignedAlloc(bytes, 64);
        new Span<byte>(scratch, Gemm.ScratchHeader).Clear();
        return scratch;
    }
}
