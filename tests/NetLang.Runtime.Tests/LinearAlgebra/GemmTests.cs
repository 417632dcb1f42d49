using System.Numerics;
using System.Runtime.InteropServices;
using NetLang.Runtime.Execution;
using NetLang.Runtime.LinearAlgebra;
using Xunit;

namespace NetLang.Runtime.Tests.LinearAlgebra;

public unsafe class GemmTests
{
    // Degenerate, below and above a vector, a panel, a tile and a chunk of k, and none a multiple of them.
    private static readonly (int M, int N, int K)[] Shapes =
    [
        (0, 5, 3), (5, 0, 3), (4, 5, 0), (1, 1, 1), (1, 10, 784), (2, 63, 7), (3, 65, 100), (5, 17, 33), (6, 64, 64),
        (7, 31, 5), (13, 33, 20), (14, 32, 64), (15, 130, 9), (29, 48, 515), (64, 10, 128), (65, 70, 1030),
        (128, 64, 16), (129, 65, 17), (300, 40, 11),
    ];

    public static TheoryData<int, bool, bool> Cases()
    {
        var cases = new TheoryData<int, bool, bool>();
        for (var shape = 0; shape < Shapes.Length; shape++)
        {
            foreach (var transposeA in new[] { false, true })
            {
                foreach (var transposeB in new[] { false, true })
                    cases.Add(shape, transposeA, transposeB);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Float(int shape, bool transposeA, bool transposeB) =>
        Check<float>(Shapes[shape], transposeA, transposeB, 1e-7);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Double(int shape, bool transposeA, bool transposeB) =>
        Check<double>(Shapes[shape], transposeA, transposeB, 2e-16);

    [Fact]
    public void StridedOperandsAreReadInPlace()
    {
        using var product = new Product<float>(9, 21, 13, 3, 39, 2, 42);
        product.Run(null);
        product.AssertClose(1e-7);
    }

    [Fact]
    public void ARowOfAMayBeBroadcast()
    {
        using var product = new Product<float>(20, 40, 30, 0, 1, 40, 1);
        product.Run(null);
        product.AssertClose(1e-7);
    }

    [Fact]
    public void AFinishedTileKnowsItsPlace()
    {
        using var product = new Product<float>(130, 70, 40, 40, 1, 70, 1);
        product.Run(&AddPlace);
        product.AssertClose(1e-6, (row, column) => (1000 * row) + column);
    }

    [Fact]
    public void ElementsDoNotDependOnTheWidthOfTheirTile()
    {
        // The first 40 columns of a wider product, whose last panel is another.
        using var wide = new Product<float>(30, 64, 50, 50, 1, 64, 1);
        using var narrow = new Product<float>(30, 40, 50, 50, 1, 64, 1);
        wide.Run(null);
        narrow.Run(null);
        for (var row = 0; row < 30; row++)
        {
            for (var column = 0; column < 40; column++)
                Assert.Equal(wide.C[(row * 64) + column], narrow.C[(row * 40) + column]);
        }
    }

    [Fact]
    public void OtherTypesAreRefused() =>
        Assert.Throws<NotSupportedException>(() => Gemm.RunTile(default(GemmProblem<int>), 0, null, null, null));

    private static void Check<T>((int M, int N, int K) shape, bool transposeA, bool transposeB, double tolerance)
        where T : unmanaged, INumber<T>
    {
        var (m, n, k) = shape;
        using var product = new Product<T>(
            m, n, k, transposeA ? 1 : k, transposeA ? m : 1, transposeB ? 1 : n, transposeB ? k : 1);
        product.Run(null);
        product.AssertClose(tolerance);
    }

    private static void AddPlace(ExecutionFrame* frame, GemmTile* tile)
    {
        var c = (float*)frame->Buffers[0];
        for (nint row = 0; row < tile->Rows; row++)
        {
            for (nint column = 0; column < tile->Columns; column++)
            {
                var value = ((float*)tile->Values)[(row * tile->Stride) + column];
                c[((tile->Row + row) * 70) + tile->Column + column] = value + (1000 * (tile->Row + row)) + tile->Column + column;
            }
        }
    }

    /// <summary>Operands with guards behind C, and the product by definition in f64.</summary>
    private sealed class Product<T> : IDisposable
        where T : unmanaged, INumber<T>
    {
        private const int Guard = 16;
        private readonly GemmProblem<T> _problem;
        private readonly T[] _a;
        private readonly T[] _b;
        private readonly nint _memory;

        public Product(int m, int n, int k, int aRow, int aColumn, int bRow, int bColumn)
        {
            var random = new System.Random(1);
            T[] Fill(int length) => Array.ConvertAll(new T[Math.Max(1, length)], _ => T.CreateChecked((random.NextDouble() * 2) - 1));
            int Extent(int rows, int row, int columns, int column) =>
                rows == 0 || columns == 0 ? 0 : ((rows - 1) * row) + ((columns - 1) * column) + 1;
            (_a, _b) = (Fill(Extent(m, aRow, k, aColumn)), Fill(Extent(k, bRow, n, bColumn)));
            C = GC.AllocateArray<T>((m * n) + Guard, pinned: true);
            Array.Fill(C, T.CreateChecked(77));
            _memory = (nint)NativeMemory.AlignedAlloc((nuint)((_a.Length + _b.Length) * sizeof(T)), 64);
            var a = (T*)_memory;
            _a.CopyTo(new Span<T>(a, _a.Length));
            _b.CopyTo(new Span<T>(a + _a.Length, _b.Length));
            fixed (T* c = C)
            {
                _problem = new()
                {
                    M = m,
                    N = n,
                    K = k,
                    A = a,
                    ARow = aRow,
                    AColumn = aColumn,
                    B = a + _a.Length,
                    BRow = bRow,
                    BColumn = bColumn,
                    C = c,
                    CRow = n,
                };
            }
        }

        public T[] C { get; }

        public void Run(delegate*<ExecutionFrame*, GemmTile*, void> finish)
        {
            var buffers = stackalloc byte*[1];
            buffers[0] = (byte*)_problem.C;
            ExecutionFrame frame = new() { Buffers = buffers };
            var scratch = (byte*)NativeMemory.AlignedAlloc((nuint)Gemm.ScratchBytes(_problem.K), 64);
            for (var tile = Gemm.TileCount(_problem.M, _problem.N, _problem.K) - 1; tile >= 0; tile--)
                Gemm.RunTile(_problem, tile, scratch, finish, &frame);
            NativeMemory.AlignedFree(scratch);
        }

        public void AssertClose(double tolerance, Func<int, int, double>? extra = null)
        {
            for (var row = 0; row < _problem.M; row++)
            {
                for (var column = 0; column < _problem.N; column++)
                {
                    double sum = 0, magnitude = 0;
                    for (var k = 0; k < _problem.K; k++)
                    {
                        var term = double.CreateChecked(_a[(row * _problem.ARow) + (k * _problem.AColumn)])
                            * double.CreateChecked(_b[(k * _problem.BRow) + (column * _problem.BColumn)]);
                        sum += term;
                        magnitude += Math.Abs(term);
                    }

                    var shift = extra?.Invoke(row, column) ?? 0;
                    var allowed = (tolerance * (magnitude + Math.Abs(shift)) * Math.Sqrt(_problem.K + 1)) + 1e-300;
                    var actual = double.CreateChecked(C[(row * _problem.N) + column]);
                    Assert.True(Math.Abs(actual - sum - shift) <= allowed, $"C[{row}, {column}] = {actual}, not {sum + shift}");
                }
            }

            Assert.All(C[^Guard..], guard => Assert.Equal(T.CreateChecked(77), guard));
        }

        public void Dispose() => NativeMemory.AlignedFree((void*)_memory);
    }
}
