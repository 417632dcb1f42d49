using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Runtime;
using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Codegen;

/// <summary>One small graph for each class of kernel, over sizes around the width of vectors.</summary>
[Trait("Category", "Numeric")]
public sealed class KernelClassTests
{
    private const double Tolerance = 1e-5; // sums of a thousand elements in f32
    private static readonly long[] Sizes = [0, 1, 3, 16, 17, 70];

    private readonly GraphBuilder b = new();

    [Theory]
    [InlineData(ElementType.F32)]
    [InlineData(ElementType.F64)]
    public void Map(ElementType type) => Check(type, x => b.Maximum(b.Add(b.Mul(x, x), b.Neg(x)), b.Filled(0.25, x.Type)));

    [Theory]
    [InlineData(ElementType.F32)]
    [InlineData(ElementType.F64)]
    public void MapOfTransposed(ElementType type) => Check(type, x => b.Add(b.Transpose(x, [1, 0]), b.Transpose(b.Neg(x), [1, 0])));

    [Theory]
    [InlineData(ElementType.F32)]
    [InlineData(ElementType.F64)]
    public void Softmax(ElementType type) => Check(type, x =>
    {
        var power = b.Exp(b.Sub(x, b.Broadcast(b.Max(x, [1]), x.Shape, [0])));
        return b.Div(power, b.Broadcast(b.Sum(power, [1]), x.Shape, [0]));
    });

    [Theory]
    [InlineData(ElementType.F32)]
    [InlineData(ElementType.F64)]
    public void ColumnSums(ElementType type) => Check(type, x => b.Sum(b.Mul(x, x), [0]));

    [Theory]
    [InlineData(ElementType.F32)]
    [InlineData(ElementType.F64)]
    public void Total(ElementType type) => Check(type, x => b.Sum(x, [0, 1]));

    /// <summary>More than one chunk, and more elements than the smallest chunks hold, over one axis and over two.</summary>
    [Theory]
    [InlineData(ElementType.F32, 1)]
    [InlineData(ElementType.F64, 3)]
    [InlineData(ElementType.F32, 70)]
    [InlineData(ElementType.I32, 2)]
    public void TotalOfMany(ElementType type, long n)
    {
        var cases = new List<BackendCase>();
        foreach (var whole in new[] { false, true })
        {
            var x = b.Input("x", new(type, Shape.Of(Dim.Symbol("N"), Dim.Symbol("T"))));
            var read = whole ? b.Add(x, b.Filled(1, x.Type)) : b.Slice(x, Shape.Of(0, 0), new Shape([x.Shape[0], 16385]));
            var square = b.Div(b.Sum(b.Mul(read, read), [0, 1]), b.Filled(2, new(type, Shape.Scalar)));
            var graph = new Graph(
                "train",
                [
                    new(ResultKind.Output, "sum", b.Sum(read, [0, 1])),
                    new(ResultKind.Output, "square", square),
                    new(ResultKind.Output, "max", b.Max(read, [0, 1])),
                ]);
            cases.Add(new($"N {n}, whole {whole}", graph, RandomValues.For(graph, 5, ("N", n), ("T", 16391))));
        }

        BackendAgreement.Check(["N", "T"], 1e-4, cases);
    }

    [Theory]
    [InlineData(ElementType.F32)]
    [InlineData(ElementType.F64)]
    public void ProductWithBias(ElementType type) => Check(type, x =>
    {
        var weight = b.Variable("weight", new(type, Shape.Of(19, x.Shape[1])));
        var bias = b.Variable("bias", new(type, Shape.Of(19)));
        var product = b.MatMul(x, b.SwapLastAxes(weight));
        return b.Maximum(b.Add(product, b.BroadcastTrailing(bias, product.Shape)), b.Filled(0, product.Type));
    }, new Dim[] { 5, 33 });

    [Theory]
    [InlineData(ElementType.F32)]
    [InlineData(ElementType.F64)]
    public void MixedLanes(ElementType type) => Check(type, x =>
    {
        var index = b.Iota(1, new(ElementType.I64, x.Shape));
        var label = b.Iota(0, new(ElementType.I32, x.Shape));
        var hit = b.Eq(b.Mod(index, b.Filled(3, index.Type)), b.Cast(label, ElementType.I64));
        return b.Select(hit, x, b.Cast(b.Cast(x, ElementType.F64), type));
    });

    private void Check(ElementType type, Func<Node, Node> build, params Dim[] columns)
    {
        var cases = new List<BackendCase>();
        foreach (var width in columns.Length > 0 ? columns : [Dim.Symbol("T"), 17, 32])
        {
            var graph = new Graph(
                "train", [new(ResultKind.Output, "y", build(b.Input("x", new(type, Shape.Of(Dim.Symbol("N"), width)))))]);
            foreach (var n in Sizes)
            {
                foreach (var t in width.IsConstant ? [1] : Sizes)
                    cases.Add(new($"N {n}, T {t}, {width}", graph, RandomValues.For(graph, 5, ("N", n), ("T", t))));
            }
        }

        BackendAgreement.Check(["N", "T"], Tolerance, cases);
    }
}
