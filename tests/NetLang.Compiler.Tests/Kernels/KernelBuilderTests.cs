using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Runtime;
using Xunit;

namespace NetLang.Compiler.Tests.Kernels;

public sealed class KernelBuilderTests
{
    private readonly GraphBuilder b = new();

    [Fact]
    public void A_dense_layer_reads_its_weights_transposed()
    {
        var x = Input("x", "N", 3);
        var weight = b.Variable("weight", F32(4, 3));
        var bias = b.Variable("bias", F32(4));
        var y = b.MatMul(x, b.SwapLastAxes(weight));
        KernelAgreement.Check(Output(b.Add(y, b.BroadcastTrailing(bias, y.Shape))));
    }

    [Fact]
    public void Softmax_over_rows()
    {
        var x = Input("x", "N", 6);
        var shifted = b.Sub(x, Rows(b.Max(x, [1]), x));
        var exp = b.Exp(shifted);
        KernelAgreement.Check(Output(b.Div(exp, Rows(b.Sum(exp, [1]), x))));
    }

    [Fact]
    public void A_reshape_of_a_transposed_tensor_is_copied()
    {
        var x = Input("x", "N", 2, 3);
        var flat = b.Reshape(b.Transpose(x, [0, 2, 1]), new Shape([Dim.Symbol("N"), 6]));
        var weight = b.Variable("weight", F32(6, 2));
        KernelAgreement.Check(Output(b.MatMul(b.Add(flat, flat), weight)));
    }

    [Fact]
    public void Padding_and_concatenation_fill_one_buffer()
    {
        var x = Input("x", "N", 2);
        var padded = b.Pad(b.Neg(x), Shape.Of(0, 1), new Shape([Dim.Symbol("N"), 4]));
        KernelAgreement.Check(Output(b.Concat([padded, x], 1)));
    }

    [Fact]
    public void Results_that_nothing_computes_are_copied()
    {
        var x = Input("x", "N", 2);
        var w = b.Variable("w", F32(3, 3));
        KernelAgreement.Check(new(
            "train",
            [
                new(ResultKind.Output, "same", x),
                new(ResultKind.Output, "filled", b.Filled(2, F32(4))),
                new(ResultKind.Update, "w", b.SwapLastAxes(w)),
                new(ResultKind.Update, "copy", w),
            ]));
    }

    private static TensorType F32(params Dim[] dims) => new(ElementType.F32, new Shape([.. dims]));

    private Node Input(string name, string symbol, params Dim[] dims) =>
        b.Input(name, F32([Dim.Symbol(symbol), .. dims]));

    private Node Rows(Node x, Node like) => b.Broadcast(x, like.Shape, [0]);

    private static Graph Output(Node value) => new("predict", [new(ResultKind.Output, "y", value)]);
}
