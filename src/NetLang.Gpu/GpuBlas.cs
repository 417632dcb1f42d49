namespace NetLang.Gpu;

using System;
using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;

/// <summary>NVIDIA's library for matrix products, cuBLAS. It is made for matrices whose columns lie together.</summary>
internal sealed class GpuBlas : IDisposable
{
    /// <summary>
    /// Multiply-adds from which a product is the library's. Below, a launch more, and the product in memory where something
    /// is fused behind it, weigh about as much as what it gains. By count; not measured.
    /// </summary>
    private const long Large = 1L << 22;

    /// <summary>CUBLAS_TF32_TENSOR_OP_MATH, for which ILGPU has no name.</summary>
    private const CuBlasMathMode Tf32 = (CuBlasMathMode)3;

    private readonly CuBlas library;

    private GpuBlas(CuBlas library)
    {
        this.library = library;
        // Of a model that nobody disposes of, the device may be finalized before its library, which throws then: and what
        // a finalizer throws ends the process.
        GC.SuppressFinalize(library);
    }

    /// <summary>The library of a device; null where there is none, or it is not installed.</summary>
    public static GpuBlas? Of(Accelerator accelerator, bool allowTf32)
    {
        if (accelerator is not CudaAccelerator device)
            return null;
        try
        {
            return new(new CuBlas(device) { MathMode = allowTf32 ? Tf32 : CuBlasMathMode.DefaultMath });
        }
        catch (Exception failure) when (failure is DllNotFoundException or EntryPointNotFoundException or CuBlasException)
        {
            return null;
        }
    }

    /// <summary>Whether a product is large enough.</summary>
    public static bool Takes(long rows, long columns, long depth) =>
        rows <= int.MaxValue && columns <= int.MaxValue && depth <= int.MaxValue
        && (double)rows * columns * depth >= Large;

    // What has its rows together is, by columns, its own transpose: Cᵀ = Bᵀ · Aᵀ.
    public void Multiply(
        long rows, long columns, long depth, GpuMatrix<float> left, GpuMatrix<float> right, GpuMatrix<float> product) =>
        library.Gemm(
            Operation(right.IsByColumns),
            Operation(left.IsByColumns),
            (int)columns,
            (int)rows,
            (int)depth,
            1f,
            right.Elements,
            checked((int)right.Leading),
            left.Elements,
            checked((int)left.Leading),
            0f,
            product.Elements,
            checked((int)product.Leading));

    public void Multiply(
        long rows, long columns, long depth, GpuMatrix<double> left, GpuMatrix<double> right, GpuMatrix<double> product) =>
        library.Gemm(
            Operation(right.IsByColumns),
            Operation(left.IsByColumns),
            (int)columns,
            (int)rows,
            (int)depth,
            1d,
            right.Elements,
            checked((int)right.Leading),
            left.Elements,
            checked((int)left.Leading),
            0d,
            product.Elements,
            checked((int)product.Leading));

    public void Dispose() => library.Dispose();

    private static CuBlasOperation Operation(bool isTransposed) =>
        isTransposed ? CuBlasOperation.Transpose : CuBlasOperation.NonTranspose;
}
