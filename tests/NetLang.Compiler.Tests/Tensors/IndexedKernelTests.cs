using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Runtime;
using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Tensors;

/// <summary>Gather and scatter on the CPU: every way in which an index can lie to the vectors of a kernel.</summary>
[Trait("Category", "Numeric")]
public sealed class IndexedKernelTests
{
    private static readonly Dim N = Dim.Symbol("N");
    private static readonly Dim T = Dim.Symbol("T");

    private readonly GraphBuilder b = new();

    public static TheoryData<ElementType, ElementType> Types => new()
    {
        { ElementType.F32, ElementType.I32 },
        { ElementType.F32, ElementType.I64 },
        { ElementType.F64, ElementType.I32 },
        { ElementType.F64, ElementType.I64 },
        { ElementType.I32, ElementType.I32 },
        { ElementType.U8, ElementType.I32 },
        { ElementType.Bool, ElementType.I64 },
        { ElementType.F32, ElementType.U8 },
    };

    [Theory]
    [MemberData(nameof(Types))]
    public void Elements_are_taken_along_any_axis(ElementType element, ElementType index)
    {
        var x = b.Input("x", new(element, Shape.Of(N, 3, T)));
        var rows = b.Input("rows", new(index, Shape.Of(N, 2)));
        var flat = b.Input("flat", new(index, Shape.Of(T)));
        Check(
            element,
            b.Gather(x, rows, axis: 0),
            b.Gather(x, flat, axis: 1),
            b.Gather(x, rows, axis: 1, batch: 1),
            b.Gather(x, rows, axis: 2, batch: 1),
            b.Gather(x, b.Input("own", new(index, Shape.Of(N, 3, T))), axis: 2, batch: 2),
            b.Gather(x, b.Input("one", new(index, Shape.Scalar)), axis: 2),
            b.Gather(b.Transpose(x, [2, 0, 1]), flat, axis: 0),
            b.Gather(b.Slice(x, Shape.Of(0, 1, 0), Shape.Of(N, 2, T)), flat, axis: 1));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Elements_are_added_along_any_axis(ElementType element, ElementType index)
    {
        if (!element.IsComputed())
            return;
        var x = b.Input("x", new(element, Shape.Of(N, 3, T)));
        var rows = b.Input("rows", new(index, Shape.Of(N, 3)));
        Check(
            element,
            b.ScatterAdd(x, b.Input("flat", new(index, Shape.Of(N))), size: 5, axis: 0),
            b.ScatterAdd(x, rows, size: T, axis: 0),
            b.ScatterAdd(x, rows, size: 5, axis: 1, batch: 1),
            b.ScatterAdd(x, b.Input("columns", new(index, Shape.Of(3, T))), size: 5, axis: 1),
            b.ScatterAdd(x, b.Input("own", new(index, Shape.Of(N, 3, T))), size: 5, axis: 2, batch: 2),
            b.ScatterAdd(x, b.Input("one", new(index, Shape.Scalar)), size: 2, axis: 1),
            b.ScatterAdd(b.Mul(x, x), b.Input("all", new(index, Shape.Of(N, 3, T))), size: N, axis: 0),
            b.Transpose(b.ScatterAdd(b.Transpose(x, [2, 0, 1]), rows, size: 4, axis: 1), [1, 0]));
    }

    /// <summary>So many that places are cut into ranges, with few columns and with many.</summary>
    [Theory]
    [InlineData(70, 1500)]
    [InlineData(1, 40000)]
    [InlineData(600, 40)]
    public void Large_sums_have_the_same_bits_for_any_number_of_threads(long t, long n)
    {
        var x = b.Input("x", new(ElementType.F32, Shape.Of(N, T)));
        var index = IndexedCase.Index(b, Shape.Of(N), 900);
        var graph = new Graph("train", [new(ResultKind.Output, "y", b.ScatterAdd(x, index, size: 950, axis: 0))]);
        BackendAgreement.Check(
            ["N", "T"], 1e-5, new BackendCase($"{n} x {t}", graph, RandomValues.For(graph, 3, ("N", n), ("T", t))));
    }

    [Fact]
    public void What_is_taken_is_computed_with_in_the_same_kernel()
    {
        var x = b.Input("x", new(ElementType.F32, Shape.Of(N, T)));
        var index = b.Input("index", new(ElementType.I32, Shape.Of(N)));
        var taken = b.Gather(x, index, axis: 0);
        var own = b.Gather(x, index, axis: 1, batch: 1);
        var power = b.Exp(b.Sub(taken, b.Broadcast(b.Max(taken, [1]), taken.Shape, [0])));
        Check(ElementType.F32, b.Div(power, b.Broadcast(b.Add(b.Sum(power, [1]), b.Mul(own, own)), power.Shape, [0])));
    }

    private void Check(ElementType element, params Node[] results)
    {
        var graph = new Graph("train", [.. results.Select((node, i) => new GraphResult(ResultKind.Output, $"y{i}", node))]);
        var cases = from size in new[] { (2L, 37L), (1, 1), (17, 1), (5, 16), (0, 3), (3, 0), (33, 4) }
                    select new BackendCase(
                        $"{element} {size}", graph, RandomValues.For(graph, 5, ("N", size.Item1), ("T", size.Item2)));
        BackendAgreement.Check(["N", "T"], element.IsFloat() ? 1e-5 : 0, [.. cases]);
    }
}
