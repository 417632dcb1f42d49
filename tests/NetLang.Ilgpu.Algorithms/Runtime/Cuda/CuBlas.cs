using System.Numerics;

namespace ILGPU.Runtime.Cuda;

/// <summary>How a matrix is read.</summary>
public enum CuBlasOperation
{
    NonTranspose,
    Transpose,
}

/// <summary>How products are computed; 3, which has no name, rounds factors to tf32.</summary>
public enum CuBlasMathMode
{
    DefaultMath,
    TensorOpMath,
}

/// <summary>The library reports a failure.</summary>
public sealed class CuBlasException(string message) : Exception(message);

/// <summary>Products of matrices whose columns lie together. The real one checks no length.</summary>
public sealed class CuBlas(CudaAccelerator accelerator) : IDisposable
{
    public CuBlasMathMode MathMode { get; set; }

    private bool IsTf32 => (int)MathMode == 3;

    /// <summary>c = alpha · op(a) · op(b) + beta · c</summary>
    public void Gemm(
        CuBlasOperation transa,
        CuBlasOperation transb,
        int m,
        int n,
        int k,
        float alpha,
        ArrayView<float> a,
        int lda,
        ArrayView<float> b,
        int ldb,
        float beta,
        ArrayView<float> c,
        int ldc) => Multiply(
            (m, n, k), (alpha, beta), new(a, lda, transa), new(b, ldb, transb), c, ldc, IsTf32 ? Tf32 : static x => x);

    /// <summary>c = alpha · op(a) · op(b) + beta · c</summary>
    public void Gemm(
        CuBlasOperation transa,
        CuBlasOperation transb,
        int m,
        int n,
        int k,
        double alpha,
        ArrayView<double> a,
        int lda,
        ArrayView<double> b,
        int ldb,
        double beta,
        ArrayView<double> c,
        int ldc) => Multiply(
            (m, n, k), (alpha, beta), new(a, lda, transa), new(b, ldb, transb), c, ldc, static x => x);

    public void Dispose()
    {
    }

    private void Multiply<T>(
        (int M, int N, int K) size,
        (T Alpha, T Beta) factors,
        Operand<T> a,
        Operand<T> b,
        ArrayView<T> c,
        int ldc,
        Func<T, T> round)
        where T : unmanaged, INumber<T>
    {
        accelerator.BeginProduct();
        a.Check("a", size.M, size.K);
        b.Check("b", size.K, size.N);
        new Operand<T>(c, ldc, CuBlasOperation.NonTranspose).Check("c", size.M, size.N);
        for (var column = 0; column < size.N; column++)
        {
            for (var row = 0; row < size.M; row++)
            {
                var sum = T.Zero;
                for (var k = 0; k < size.K; k++)
                    sum += round(a[row, k]) * round(b[k, column]);
                ref var element = ref c[((long)column * ldc) + row];
                // What c holds is not read where beta is 0.
                element = (factors.Alpha * sum) + (T.IsZero(factors.Beta) ? T.Zero : factors.Beta * element);
            }
        }
    }

    /// <summary>Ten bits of fraction.</summary>
    private static float Tf32(float x) =>
        BitConverter.Int32BitsToSingle((BitConverter.SingleToInt32Bits(x) + 0x1000) & ~0x1FFF);

    private readonly record struct Operand<T>(ArrayView<T> View, int Leading, CuBlasOperation Operation)
        where T : unmanaged
    {
        private bool IsTransposed => Operation == CuBlasOperation.Transpose;

        public T this[int row, int column] =>
            IsTransposed ? View[((long)row * Leading) + column] : View[((long)column * Leading) + row];

        /// <exception cref="KernelFault">It does not lie in its memory.</exception>
        public void Check(string name, int rows, int columns)
        {
            var (down, across) = IsTransposed ? (columns, rows) : (rows, columns);
            if (down < 0 || across < 0 || Leading < Math.Max(1, down))
                throw new KernelFault($"{name}: columns of {down} elements, {Leading} apart");
            var end = across == 0 ? 0 : ((across - 1L) * Leading) + down;
            if (end > View.Length)
                throw new KernelFault($"{name}: {end} elements in a view of {View.Length}");
        }
    }
}
