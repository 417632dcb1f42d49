using System.Numerics;
using System.Runtime.InteropServices;
using NetLang.Runtime.Execution;
using NetLang.Runtime.LinearAlgebra;
using Xunit;

namespace NetLang.Runtime.Tests.LinearAlgebra;

[Trait("Category", "Numeric")]
public unsafe class GemmTests
{
    // Degenerate, below and above a vector, a panel, a tile and a chunk of k, and none a multiple of them. In the last
    // but one the columns of B that tiles share take more room than there is; in the last, Aᵀ's rows lie far apart.
    private static readonly (int M, int N, int K)[] Shapes =
    [
        (0, 5, 3), (5, 0, 3), (4, 5, 0), (1, 1, 1), (1, 10, 784), (2, 63, 7), (3, 65, 100), (140, 1, 100), (5, 17, 33), (6, 64, 64),
        (7, 31, 5), (13, 33, 20), (14, 32, 64), (15, 130, 9), (29, 48, 515), (64, 10, 128), (65, 70, 1030),
        (128, 64, 16), (129, 65, 17), (300, 40, 11), (140, 330, 700),
        (270, 70, 530),
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

    [Fact]
    public void What_is_known_of_packed_columns_fits_before_them() =>
        Assert.InRange(System.Runtime.CompilerServices.Unsafe.SizeOf<PackedColumns>(), 0, Gemm.ScratchHeader);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Float(int shape, bool transposeA, bool transposeB) =>
        Check<float>(Shapes[shape], transposeA, transposeB, 1e-7);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Double(int shape, bool transposeA, bool transposeB) =>
        Check<double>(Shapes[shape], transposeA, transposeB, 2e-16);

    [Theory]
    [MemberData(nameof(Cases))]
    public void OperandsInPanels(int shape, bool transposeA, bool transposeB)
    {
        CheckPanels<float>(Shapes[shape], transposeA, transposeB, 1e-7);
        CheckPanels<double>(Shapes[shape], transposeA, transposeB, 2e-16);
    }

    [Fact]
    public void StridedOperandsAreReadInPlace()
    {
        using var product = new GemmProduct<float>(9, 21, 13, 3, 39, 2, 42);
        product.Run(null);
        product.AssertClose(1e-7);
    }

    [Fact]
    public void ARowOfAMayBeBroadcast()
    {
        using var product = new GemmProduct<float>(20, 40, 30, 0, 1, 40, 1);
        product.Run(null);
        product.AssertClose(1e-7);
    }

    [Fact]
    public void AFinishedTileKnowsItsPlace()
    {
        using var product = new GemmProduct<float>(130, 70, 40, 40, 1, 70, 1);
        product.Run(&AddPlace);
        product.AssertClose(1e-6, (row, column) => (1000 * row) + column);
    }

    // The first columns of a wider product, whose last panel is another, and is packed or not.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(9)]
    [InlineData(30)]
    public void ElementsDoNotDependOnTheWidthOfTheirTile(int rows)
    {
        foreach (var width in new[] { 3, 16, 21, 40, 50 })
        {
            using var wide = new GemmProduct<float>(rows, 64, 50, 50, 1, 64, 1);
            using var narrow = new GemmProduct<float>(rows, width, 50, 50, 1, 64, 1);
            using var inPlace = new GemmProduct<float>(rows, width, 50, 50, 1, 64, 1, bHasRoom: true);
            wide.Run(null);
            narrow.Run(null);
            inPlace.Run(null);
            for (var row = 0; row < rows; row++)
            {
                for (var column = 0; column < width; column++)
                {
                    Assert.Equal(wide[row, column], narrow[row, column]);
                    Assert.Equal(wide[row, column], inPlace[row, column]);
                }
            }
        }
    }

    /// <summary>Be a tile's rows of Aᵀ copied side by side or, where few columns need them, not.</summary>
    [Fact]
    public void Nor_do_they_where_rows_of_A_are_copied()
    {
        using var wide = new GemmProduct<float>(300, 64, 600, 1, 300, 64, 1);
        wide.Run(null);
        foreach (var width in new[] { 1, 15, 16, 40 })
        {
            using var narrow = new GemmProduct<float>(300, width, 600, 1, 300, 64, 1);
            narrow.Run(null);
            for (var element = 0; element < 300 * width; element++)
                Assert.Equal(wide[element / width, element % width], narrow[element / width, element % width]);
        }
    }

    [Fact]
    public void RowsOfBAreReadInPlace()
    {
        foreach (var (m, n, k) in Shapes)
        {
            using var product = new GemmProduct<float>(m, n, k, k, 1, n, 1, bHasRoom: true);
            product.Run(null);
            product.AssertClose(1e-7);
        }

        foreach (var bRow in new[] { 0, 1, 5, 70 }) // one row for all, rows that overlap, a part of a wider matrix
        {
            using var product = new GemmProduct<float>(5, 37, 30, 30, 1, bRow, 1, bHasRoom: true);
            product.Run(null);
            product.AssertClose(1e-7);
        }
    }

    [Theory]
    [InlineData(1, 37)]
    [InlineData(15, 70)]
    [InlineData(140, 130)]
    public void NothingIsWrittenBetweenRowsOfC(int rows, int columns)
    {
        using var product = new GemmProduct<float>(rows, columns, 600, 600, 1, columns, 1, cRow: columns + 20);
        product.Run(null);
        product.AssertClose(1e-7);
    }

    [Fact]
    public void AProductAllocatesNothing()
    {
        foreach (var (m, n, k) in Shapes)
        {
            using var product = new GemmProduct<float>(m, n, k, k, 1, n, 1);
            product.Run(null);
            // The JIT compiler may replace a long loop while it runs, and allocate on its thread.
            Assert.Contains(0, new[] { Allocated(product), Allocated(product), Allocated(product) });
        }
    }

    private static long Allocated(GemmProduct<float> product)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        product.Run(null);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    [Fact]
    public void OtherTypesAreRefused() =>
        Assert.Throws<NotSupportedException>(() => Gemm.RunTile(default(GemmProblem<int>), 0, null, null, null));

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void BitsDoNotDependOnTheNumberOfThreads(int threads)
    {
        foreach (var (m, n, k) in Shapes)
        {
            CompareThreads<float>(m, n, k, threads, 1e-7);
            CompareThreads<double>(m, n, k, threads, 2e-16);
            CompareThreads<float>(m, n, k, threads, 1e-7, isBRowMajor: true);
        }
    }

    [Theory]
    [InlineData(1, 3, false)]
    [InlineData(3, 3, false)]
    [InlineData(1, 2, true)]
    [InlineData(3, 2, true)]
    public void WhatIsPackedIsOfNoValueInAnotherLaunch(int threads, int launches, bool lastInAnotherFrame)
    {
        using var pool = new WorkerPool(threads);
        using var product = new GemmProduct<float>(300, 200, 70, 70, 1, 200, 1);
        product.RunOn(pool, launches, lastInAnotherFrame);
        product.AssertClose(1e-7);
    }

    /// <summary>Of one row of tiles, which in launches of their own are packed anew, and of several.</summary>
    [Theory]
    [InlineData(1, 32)]
    [InlineData(3, 32)]
    [InlineData(1, 300)]
    [InlineData(3, 300)]
    public void WhatIsPackedInALoopIsOfNoValueInAnother(int threads, int rows)
    {
        using var pool = new WorkerPool(threads);
        using var product = new GemmProduct<float>(rows, 200, 70, 70, 1, 200, 1);
        product.RunOn(pool, 3, lastInAnotherLoop: true);
        product.AssertClose(1e-7);
    }

    [Fact]
    public void ProductsOfOneLaunchMayShareAThreadsScratch()
    {
        using var first = new GemmProduct<float>(140, 130, 50, 50, 1, 130, 1);
        using var second = new GemmProduct<float>(140, 130, 50, 50, 1, 1, 50);
        first.RunInTurn(second);
        first.AssertClose(1e-7);
        second.AssertClose(1e-7);
    }

    private static void CompareThreads<T>(
        int m, int n, int k, int threads, double tolerance, bool isBRowMajor = false)
        where T : unmanaged, INumber<T>
    {
        using var pool = new WorkerPool(threads);
        GemmProduct<T> New() => new(m, n, k, k, 1, isBRowMajor ? n : 1, isBRowMajor ? 1 : k, bHasRoom: isBRowMajor);
        using var alone = New();
        using var shared = New();
        alone.Run(null);
        shared.RunOn(pool);
        shared.AssertClose(tolerance);
        Assert.True(MemoryMarshal.AsBytes(alone.C.AsSpan()).SequenceEqual(MemoryMarshal.AsBytes(shared.C.AsSpan())));
    }

    private static void Check<T>((int M, int N, int K) shape, bool transposeA, bool transposeB, double tolerance)
        where T : unmanaged, INumber<T>
    {
        var (m, n, k) = shape;
        using var product = new GemmProduct<T>(
            m, n, k, transposeA ? 1 : k, transposeA ? m : 1, transposeB ? 1 : n, transposeB ? k : 1);
        product.Run(null);
        product.AssertClose(tolerance);
    }

    private static void CheckPanels<T>((int M, int N, int K) shape, bool transposeA, bool transposeB, double tolerance)
        where T : unmanaged, INumber<T>
    {
        var (m, n, k) = shape;
        using var product = new GemmProduct<T>(
            m, n, k, transposeA ? 1 : k, transposeA ? m : 1, transposeB ? 1 : n, transposeB ? k : 1,
            transposeB ? OperandStorage.Panels : OperandStorage.TransposedPanels);
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
                var (m, n) = (tile->Row + row, tile->Column + column);
                c[(m * 70) + n] = value + (1000 * m) + n;
            }
        }
    }
}
