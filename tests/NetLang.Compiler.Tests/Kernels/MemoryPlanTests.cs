using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels;
using NetLang.Compiler.Ops;
using NetLang.Runtime;
using NetLang.Runtime.Execution;
using Xunit;

namespace NetLang.Compiler.Tests.Kernels;

public sealed class MemoryPlanTests
{
    private readonly GraphBuilder b = new();

    [Fact]
    public void A_chain_of_products_needs_two_slots()
    {
        var x = b.Input("x", new(ElementType.F32, new Shape([Dim.Symbol("N"), 8])));
        for (var layer = 0; layer < 6; layer++)
            x = b.MatMul(x, b.Variable($"w{layer}", new(ElementType.F32, Shape.Of(8, 8))));
        var program = KernelAgreement.Build(new("predict", [new(ResultKind.Output, "y", x)]));
        Assert.Equal(2, program.Slots.Length);
        Assert.Equal(5, program.Slots.Sum(s => s.Buffers.Length));
    }

    [Fact]
    public void Elementwise_kernels_store_over_what_they_read_last()
    {
        var x = b.Input("x", new(ElementType.F32, new Shape([Dim.Symbol("N"), 8])));
        for (var step = 0; step < 6; step++)
            x = b.Tanh(x);
        var program = KernelAgreement.Build(new("predict", [new(ResultKind.Output, "y", x)]), fuse: false);
        Assert.Equal(6, program.Kernels.Length);
        Assert.Single(program.Slots);
    }

    [Fact]
    public void A_transposed_read_is_not_stored_over()
    {
        var x = b.Input("x", new(ElementType.F32, Shape.Of(8, 8)));
        var y = b.Tanh(b.SwapLastAxes(b.Tanh(x)));
        var program = KernelAgreement.Build(new("predict", [new(ResultKind.Output, "y", b.Neg(y))]), fuse: false);
        Assert.Equal(2, program.Slots.Length);
    }

    [Fact]
    public void An_output_is_the_callers_memory_and_is_read_back()
    {
        var x = b.Input("x", new(ElementType.F32, Shape.Of(8, 8)));
        var y = b.Tanh(x);
        var z = b.MatMul(y, y);
        var program = KernelAgreement.Build(
            new("predict", [new(ResultKind.Output, "y", y), new(ResultKind.Output, "z", z)]));
        Assert.Empty(program.Slots);
        Assert.Equal(2, program.Kernels.Length);
        Assert.All(program.Kernels[1].Root!.Operands, o => Assert.Equal(BufferRole.Output, program.Buffers[o.Buffer].Role));
    }

    [Fact]
    public void Training_memory_is_near_what_must_live_at_once()
    {
        var program = KernelAgreement.Build(TrainingStep.Mlp(784, [256, 128, 10]));
        long Bytes(int buffer) => program.Buffers[buffer].Type.Shape.Size.Evaluate(_ => 64) * program.Buffers[buffer].Type.Element.Size();
        var planned = program.Slots.Sum(s => s.Buffers.Max(Bytes));
        var live = program.Kernels.Select((_, i) => LiveAt(program, i).Sum(Bytes)).Max();
        Assert.InRange(planned, live, live * 1.1);
    }

    private static IEnumerable<int> LiveAt(KernelProgram program, int index)
    {
        bool Touches(Kernel k, int buffer) => k.Outputs.Any(o => o.Buffer == buffer) || k.Loads().Any(l => l.Buffer == buffer);
        return program.Buffers.Where(b => b.Role == BufferRole.Arena).Select(b => b.Id).Where(id =>
            program.Kernels.Take(index + 1).Any(k => Touches(k, id)) && program.Kernels.Skip(index).Any(k => Touches(k, id)));
    }
}
