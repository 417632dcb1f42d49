using System;
using System.Linq;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Runtime;
using NetLang.Testing;
using Xunit;

namespace NetLang.Gpu.Tests.Agreement;

/// <summary>One small graph for each class of kernel, over sizes around those of groups and tiles.</summary>
public sealed class KernelClassTests
{
    private const double Tolerance = 2e-6;
    private static readonly long[] Sizes = [0, 1, 3, 4, 7, 18];

    private readonly GraphBuilder b = new();

    [Theory]
    [InlineData(ElementType.F32)]
    [InlineData(ElementType.F64)]
    public void Map(ElementType type) =>
        Check(x => b.Maximum(b.Add(b.Mul(x, x), b.Neg(x)), b.Filled(0.25, x.Type)), X(type));

    [Theory]
    [InlineData(ElementType.F32)]
    [InlineData(ElementType.F64)]
    [InlineData(ElementType.I32)]
    public void MapOfRowsOfFours(ElementType type) => Check(
        x =>
        {
            var column = b.Cast(b.Iota(1, new(ElementType.I64, x.Shape)), type);
            var bias = b.Variable("bias", new(type, Shape.Of(8)));
            var ofRow = b.Broadcast(b.Variable("ofRow", new(type, Shape.Of(Dim.Symbol("N")))), x.Shape, [0]);
            var isLarge = b.Gt(x, b.BroadcastTrailing(bias, x.Shape));
            return b.Select(isLarge, b.Mul(x, ofRow), b.Add(b.Cast(isLarge, type), column));
        },
        b.Input("x", new(type, Shape.Of(Dim.Symbol("N"), 8))));

    [Theory]
    [InlineData(ElementType.F32)]
    [InlineData(ElementType.F64)]
    public void MapOfTransposed(ElementType type) =>
        Check(x => b.Add(b.Transpose(x, [1, 0]), b.Transpose(b.Neg(x), [1, 0])), X(type));

    [Theory]
    [InlineData(ElementType.F32)]
    [InlineData(ElementType.F64)]
    public void Softmax(ElementType type) => Check(
        x =>
        {
            var power = b.Exp(b.Sub(x, b.Broadcast(b.Max(x, [1]), x.Shape, [0])));
            return b.Div(power, b.Broadcast(b.Sum(power, [1]), x.Shape, [0]));
        },
        X(type));

    [Theory]
    [InlineData(ElementType.F32)]
    [InlineData(ElementType.F64)]
    public void ColumnSums(ElementType type) => Check(x => b.Sum(b.Mul(x, x), [0]), X(type));

    [Theory]
    [InlineData(ElementType.F32)]
    [InlineData(ElementType.F64)]
    public void Total(ElementType type) => Check(x => b.Sum(x, [0, 1]), X(type));

    [Fact]
    public void ReductionsOfIntegers() => Check(
        x =>
        {
            var whole = b.Cast(b.Mul(x, b.Filled(9, x.Type)), ElementType.I32);
            var extent = b.Sub(b.Max(whole, [1]), b.Min(whole, [1]));
            return b.Add(b.Cast(extent, ElementType.I64), b.Prod(b.Cast(whole, ElementType.I64), [1]));
        },
        X(ElementType.F32));

    [Theory]
    [InlineData(ElementType.F32)]
    [InlineData(ElementType.F64)]
    public void ProductWithBias(ElementType type) => Check(
        x =>
        {
            var weight = b.Variable("weight", new(type, Shape.Of(9, x.Shape[1])));
            var bias = b.Variable("bias", new(type, Shape.Of(9)));
            var product = b.MatMul(x, b.SwapLastAxes(weight));
            return b.Maximum(b.Add(product, b.BroadcastTrailing(bias, product.Shape)), b.Filled(0, product.Type));
        },
        b.Input("x", new(type, Shape.Of(Dim.Symbol("N"), 5))));

    [Fact]
    public void ProductOverTheBatch() => Check(x => b.MatMul(b.SwapLastAxes(x), x), X(ElementType.F32));

    [Fact]
    public void ProductsInBatches() => Check(
        x => b.MatMul(x, b.SwapLastAxes(x)),
        b.Input("x", new(ElementType.F32, Shape.Of(2, Dim.Symbol("N"), 3, Dim.Symbol("T")))));

    [Fact]
    public void MixedTypes() => Check(
        x =>
        {
            var index = b.Iota(1, new(ElementType.I64, x.Shape));
            var label = b.Iota(0, new(ElementType.I32, x.Shape));
            var hit = b.Eq(b.Mod(index, b.Filled(3, index.Type)), b.Cast(label, ElementType.I64));
            return b.Select(hit, x, b.Cast(b.Cast(x, ElementType.F64), ElementType.F32));
        },
        X(ElementType.F32));

    private Node X(ElementType type) => b.Input("x", new(type, Shape.Of(Dim.Symbol("N"), Dim.Symbol("T"))));

    private static void Check(Func<Node, Node> build, Node input)
    {
        var graph = new Graph("train", [new(ResultKind.Output, "y", build(input))]);
        var symbols = input.Shape.SelectMany(d => d.Symbols).ToList();
        var cases = from n in Sizes
                    from t in symbols.Contains("T") ? Sizes : [1]
                    select new BackendCase($"N {n}, T {t}", graph, RandomValues.For(graph, 5, ("N", n), ("T", t)));
        GpuAgreement.Check(["N", "T"], Tolerance, [4, 16], [.. cases]);
    }
}
