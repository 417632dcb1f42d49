using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels;
using NetLang.Compiler.Ops;
using NetLang.Runtime;
using Xunit;

namespace NetLang.Compiler.Tests.Kernels;

public sealed class KernelVerifierTests
{
    private readonly KernelProgram program;

    public KernelVerifierTests()
    {
        var b = new GraphBuilder();
        var x = b.Input("x", new(ElementType.F32, new Shape([Dim.Symbol("N"), 4])));
        var y = b.Tanh(b.MatMul(b.Tanh(b.MatMul(x, W("w0"))), W("w1")));
        program = KernelAgreement.Build(new(
            "train", [new(ResultKind.Output, "y", b.MatMul(y, W("w2"))), new(ResultKind.Update, "w0", b.Neg(W("w0")))]));
        KernelVerifier.Check(program);

        Node W(string path) => b.Variable(path, new(ElementType.F32, Shape.Of(4, 4)));
    }

    [Fact]
    public void Finds_kernels_in_the_wrong_order() =>
        AssertFound(program with { Kernels = [.. program.Kernels.Reverse()] }, "which nothing has written");

    [Fact]
    public void Finds_an_update_before_a_read_of_the_old_value()
    {
        var update = program.Kernels.Single(k => k.Root is null);
        var early = program.Kernels.Remove(update).Insert(0, update);
        AssertFound(program with { Kernels = early }, "needs the old value of w0");
    }

    [Fact]
    public void Finds_an_update_before_a_read_through_a_view_that_is_a_result_too()
    {
        var b = new GraphBuilder();
        var w = b.Variable("w", new(ElementType.F32, Shape.Of(4, 4)));
        var turned = b.Transpose(w, [1, 0]);
        var right = KernelAgreement.Build(new("train",
        [
            new(ResultKind.Output, "copy", turned),
            new(ResultKind.Output, "y", b.Sum(turned, [0])),
            new(ResultKind.Update, "w", b.Filled(1, w.Type)),
        ]));
        KernelVerifier.Check(right);
        var (update, reader) = (right.Kernels.Single(k => !k.Loads().Any()), right.Kernels.Single(k => !k.Reductions.IsEmpty));
        AssertFound(
            right with { Kernels = right.Kernels.Remove(update).Remove(reader).Add(update).Add(reader) },
            "needs the old value of w");
    }

    [Fact]
    public void Finds_live_buffers_in_one_slot()
    {
        var all = program.Slots.SelectMany(s => s.Buffers).ToList();
        var together = program with
        {
            Slots = [new([.. all])],
            Buffers = [.. program.Buffers.Select(buffer => all.Contains(buffer.Id) ? buffer with { Index = 0 } : buffer)],
        };
        AssertFound(together, "shares memory with");
    }

    [Fact]
    public void Finds_a_store_outside_of_its_buffer()
    {
        var kernel = program.Kernels[0];
        var output = kernel.Outputs[0] with { Map = kernel.Outputs[0].Map with { Offset = Dim.One } };
        AssertFound(program with { Kernels = program.Kernels.SetItem(0, kernel with { Outputs = [output] }) }, "outside of");
    }

    [Fact]
    public void Finds_a_store_over_what_other_points_read()
    {
        var kernel = program.Kernels[0];
        var output = kernel.Outputs[0] with { Buffer = kernel.Root!.Operands[1].Buffer };
        var broken = program with { Kernels = program.Kernels.SetItem(0, kernel with { Outputs = [output] }) };
        AssertFound(broken, "while other points read it");
    }

    private static void AssertFound(KernelProgram broken, string what) =>
        Assert.Contains(what, Assert.Throws<VerifierException>(() => KernelVerifier.Check(broken)).Message);
}
