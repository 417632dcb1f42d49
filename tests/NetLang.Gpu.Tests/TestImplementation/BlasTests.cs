using System;
using System.Collections.Generic;
using System.Linq;
using ILGPU;
using ILGPU.Runtime.Cuda;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Gpu.Tests.Agreement;
using NetLang.Gpu.Tests.Models;
using NetLang.Runtime;
using NetLang.Testing;
using Xunit;

namespace NetLang.Gpu.Tests.TestImplementation;

/// <summary>Large products on devices of NVIDIA: by its library, with what is fused behind them in kernels.</summary>
public sealed class BlasTests
{
    // Their product is above the size from which the library is used; no two are equal, and none is even.
    private const long Rows = 163;
    private const long Depth = 171;
    private const long Columns = 167;

    private readonly GraphBuilder b = new();

    [Theory]
    [InlineData(ElementType.F32, false, false)]
    [InlineData(ElementType.F32, false, true)]
    [InlineData(ElementType.F32, true, false)]
    [InlineData(ElementType.F32, true, true)]
    [InlineData(ElementType.F64, false, true)]
    public void Transposes(ElementType type, bool isLeftTransposed, bool isRightTransposed)
    {
        var product = Product(type, isLeftTransposed, isRightTransposed);
        Check(product, expected: 2);
    }

    [Theory]
    [InlineData(ElementType.F32)]
    [InlineData(ElementType.F64)]
    public void What_is_fused_behind(ElementType type)
    {
        var product = Product(type, isLeftTransposed: false, isRightTransposed: true);
        var bias = b.Variable("bias", new(type, Shape.Of(Columns)));
        var sum = b.Add(product, b.BroadcastTrailing(bias, product.Shape));
        var isPositive = b.Gt(sum, b.Filled(0, sum.Type));
        Check(b.Select(isPositive, sum, b.Mul(sum, b.Filled(0.1, sum.Type))), expected: 2);
    }

    [Fact]
    public void Batches() => Check(
        b.MatMul(
            b.Input("x", new(ElementType.F32, Shape.Of(2, Dim.Symbol("N"), Depth))),
            b.SwapLastAxes(b.Variable("w", new(ElementType.F32, Shape.Of(2, Columns, Depth))))),
        expected: 4);

    // Rows are further apart than they are long, and begin inside of the buffer.
    [Fact]
    public void Parts_of_matrices()
    {
        var x = b.Input("x", new(ElementType.F32, Shape.Of(Dim.Symbol("N"), Depth + 30)));
        var part = b.Slice(x, Shape.Of(0, 20), Shape.Of(Dim.Symbol("N"), Depth));
        Check(b.MatMul(part, b.Variable("w", new(ElementType.F32, Shape.Of(Depth, Columns)))), expected: 2);
    }

    [Fact]
    public void Small_products_are_kernels() => Check(
        b.MatMul(
            b.Input("x", new(ElementType.F32, Shape.Of(Dim.Symbol("N"), 5))),
            b.Variable("w", new(ElementType.F32, Shape.Of(5, 7)))),
        expected: 0);

    [Fact]
    public void A_model_trains_as_on_the_processor()
    {
        var built = new BuiltModel("""
            model Wide (x: f32[N, 170]) : f32[N, 165] = x |> dense 180 |> relu |> dense 165

            train Wide = { loss = mse; optimizer = adam }
            """);
        var data = new RandomExamples(built.Definition, 300).Dataset;
        using var accelerator = (CudaAccelerator)CudaTestDevice.Create(4);
        var options = new ModelOptions { Seed = 3, Threads = 1 };
        using var cpu = built.Create(options);
        using var gpu = built.CreateOn(accelerator, options);
        var (onCpu, onGpu) = (Losses(cpu), Losses(gpu));
        Assert.Equal(onCpu.Length, onGpu.Length);
        Assert.All(onCpu.Zip(onGpu), pair => Assert.Equal(pair.First, pair.Second, 1e-5 * pair.First));
        Assert.Equal(2 * 5, accelerator.Products);

        double[] Losses(Model model)
        {
            var losses = new List<double>();
            model.Train(
                data, new() { BatchSize = 150, Epochs = 1, Shuffle = false, OnStep = s => losses.Add(s.StepLoss) });
            return [.. losses, model.Evaluate(data).Loss];
        }
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1e-5)]
    public void Tf32_where_it_is_allowed(bool isAllowed, double leastDifference)
    {
        using var accelerator = CudaTestDevice.Create(4);
        using var device = new GpuDevice(accelerator) { AllowTf32 = isAllowed };
        using var x = accelerator.Allocate1D<float>(1);
        using var y = accelerator.Allocate1D<float>(1);
        ((ArrayView<float>)x.View)[0] = 1.2345678f;
        var factor = GpuMatrix.ByRows((ArrayView<float>)x.View, 0, 1);
        device.Blas!.Multiply(1, 1, 1, factor, factor, GpuMatrix.ByRows((ArrayView<float>)y.View, 0, 1));
        var difference = Math.Abs(((ArrayView<float>)y.View)[0] - (1.2345678f * 1.2345678f));
        Assert.InRange(difference, leastDifference, leastDifference > 0 ? 1e-3 : 0);
    }

    [Fact]
    public void Other_devices_have_no_library()
    {
        using var accelerator = TestDevice.Create(4);
        using var device = new GpuDevice(accelerator);
        Assert.Null(device.Blas);
    }

    private Node Product(ElementType type, bool isLeftTransposed, bool isRightTransposed)
    {
        var n = Dim.Symbol("N");
        var left = b.Input("x", new(type, isLeftTransposed ? Shape.Of(Depth, n) : Shape.Of(n, Depth)));
        var right = b.Variable("w", new(type, isRightTransposed ? Shape.Of(Columns, Depth) : Shape.Of(Depth, Columns)));
        return b.MatMul(
            isLeftTransposed ? b.SwapLastAxes(left) : left, isRightTransposed ? b.SwapLastAxes(right) : right);
    }

    /// <param name="expected">Products that the library computes, fused and unfused.</param>
    private static void Check(Node result, int expected)
    {
        var graph = new Graph("train", [new(ResultKind.Output, "y", result)]);
        var test = new BackendCase("product", graph, RandomValues.For(graph, 5, ("N", Rows)));
        CudaAccelerator? device = null;
        GpuAgreement.Check(
            ["N"], 1e-5, [("CUDA", () => device = (CudaAccelerator)CudaTestDevice.Create(4))], [false, true], [test]);
        Assert.Equal(expected, device!.Products);
    }
}
