using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels.Scheduling;
using NetLang.Compiler.Ops;
using NetLang.Runtime;
using NetLang.Runtime.Execution;
using Xunit;

namespace NetLang.Compiler.Tests.Kernels;

public sealed class IndependentKernelsTests
{
    private static readonly TensorType Square = new(ElementType.F32, Shape.Of(64, 64));

    private readonly GraphBuilder b = new();

    [Fact]
    public void The_updates_of_a_step_run_at_the_same_time()
    {
        var program = KernelAgreement.Build(TrainingStep.Mlp(784, [256, 128, 10]));
        Assert.Equal(6, IndependentKernels.Pieces(program, _ => false)[^1]);
    }

    [Fact]
    public void What_reads_a_result_waits_for_it()
    {
        var x = b.Input("x", Square);
        var product = b.MatMul(x, x);
        Assert.Equal([1, 1], Pieces(new GraphResult(ResultKind.Output, "y", b.MatMul(product, x))));
    }

    [Fact]
    public void What_updates_a_variable_waits_for_those_that_read_it()
    {
        var (x, w) = (b.Input("x", Square), b.Variable("w", Square));
        Assert.Equal(
            [1, 1],
            Pieces(
                new GraphResult(ResultKind.Output, "y", b.MatMul(x, w)),
                new GraphResult(ResultKind.Update, "w", b.MatMul(b.SwapLastAxes(x), x))));
    }

    [Fact]
    public void Buffers_in_one_slot_of_the_arena_are_not_written_at_the_same_time()
    {
        var x = b.Input("x", Square);
        var first = b.MatMul(b.MatMul(x, x), x);
        var second = b.MatMul(b.MatMul(first, x), x);
        Assert.All(Pieces(new GraphResult(ResultKind.Output, "y", second)), count => Assert.Equal(1, count));
    }

    [Fact]
    public void A_piece_is_no_larger_than_the_pool_takes()
    {
        var x = b.Input("x", Square);
        var products = Enumerable.Range(0, 11).Select(i => b.MatMul(x, b.Variable($"w{i}", Square)));
        Assert.Equal(
            [WorkerPool.MostLaunches, 11 - WorkerPool.MostLaunches],
            Pieces([.. products.Select((p, i) => new GraphResult(ResultKind.Output, $"y{i}", p))]));
    }

    [Fact]
    public void A_kernel_may_want_to_be_alone()
    {
        var x = b.Input("x", Square);
        var products = Enumerable.Range(0, 3).Select(i => b.MatMul(x, b.Variable($"w{i}", Square)));
        var program = KernelAgreement.Build(new(
            "predict", [.. products.Select((p, i) => new GraphResult(ResultKind.Output, $"y{i}", p))]));
        Assert.Equal([1, 1, 1], IndependentKernels.Pieces(program, number => number == 1));
    }

    private static IReadOnlyList<int> Pieces(params GraphResult[] results) =>
        IndependentKernels.Pieces(KernelAgreement.Build(new("program", [.. results])), _ => false);
}
