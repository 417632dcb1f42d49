using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels;
using NetLang.Compiler.Ops;
using NetLang.Runtime;
using NetLang.Runtime.Execution;
using Xunit;

namespace NetLang.Compiler.Tests.Kernels;

public sealed class VariableUpdateTests
{
    private readonly GraphBuilder b = new();

    [Fact]
    public void An_update_at_the_same_element_is_in_place()
    {
        var w = Matrix("w");
        Assert.Single(Check(Update("w", b.Add(w, b.Tanh(w)))).Kernels);
    }

    [Fact]
    public void Readers_of_the_old_value_come_before_its_update()
    {
        var (w, x) = (Matrix("w"), b.Input("x", new(ElementType.F32, Shape.Of(4, 4))));
        var product = b.MatMul(x, w);
        var program = Check(Update("w", b.Neg(w)), new(ResultKind.Output, "y", b.Exp(product)));
        Assert.Equal(2, program.Kernels.Length);
        Assert.NotNull(program.Kernels[0].Root);
    }

    [Fact]
    public void An_update_that_its_own_product_reads_goes_through_memory()
    {
        var w = Matrix("w");
        var program = Check(Update("w", b.Tanh(b.MatMul(w, w))));
        Assert.Equal(2, program.Kernels.Length);
        Assert.EndsWith("copy", program.Kernels[1].Name);
    }

    [Fact]
    public void An_update_that_a_reader_depends_on_goes_through_memory()
    {
        // y needs both the new value and the old one of w, at other elements.
        var w = Matrix("w");
        var changed = b.Tanh(w);
        var y = b.MatMul(changed, w);
        var program = Check(Update("w", changed), new(ResultKind.Output, "y", y));
        Assert.Equal(3, program.Kernels.Length);
        Assert.Single(program.Slots);
    }

    [Fact]
    public void Variables_can_be_exchanged()
    {
        var (v, w) = (Matrix("v"), Matrix("w"));
        Assert.Equal(3, Check(Update("v", w), Update("w", v)).Kernels.Length);
    }

    [Fact]
    public void One_value_updates_two_variables()
    {
        var sum = b.Add(Matrix("v"), Matrix("w"));
        var kernel = Assert.Single(Check(Update("v", sum), Update("w", sum)).Kernels);
        Assert.Equal(2, kernel.Outputs.Length);
    }

    [Fact]
    public void A_running_mean_is_updated_where_the_mean_is_computed()
    {
        var x = b.Input("x", new(ElementType.F32, new Shape([Dim.Symbol("N"), 4])));
        var running = b.Variable("running", new(ElementType.F32, Shape.Of(4)));
        var mean = b.Sum(x, [0]);
        var updated = b.Add(b.Mul(running, b.Filled(0.9, running.Type)), b.Mul(mean, b.Filled(0.1, mean.Type)));
        var program = Check(
            Update("running", updated),
            new(ResultKind.Output, "y", b.Sub(x, b.BroadcastTrailing(mean, x.Shape))));

        // The rows wait for the columns' means: two kernels, and the mean is the only temporary.
        Assert.Equal(2, program.Kernels.Length);
        Assert.Single(program.Buffers, buffer => buffer.Role == BufferRole.Arena);
    }

    /// <summary>The scan begins with a copy of the sum: the old value was read before, where the sum was computed.</summary>
    [Fact]
    public void A_state_may_be_updated_between_a_value_of_it_and_the_scan_that_begins_with_that()
    {
        var row = new TensorType(ElementType.F32, Shape.Of(4));
        var (w, body) = (b.Variable("w", row), new GraphBuilder());
        var (h, x) = (body.Variable(Scan.CarryName(0), row), body.Input(Scan.ScannedName(0), row));
        var scan = new Scan(
            ScanNodes.Body([body.Mul(h, x)], []), Carries: 1, Scanned: 1, Length: 4, Reverse: false, "place");
        var last = b.Scan(scan, [b.Add(w, b.Tanh(w)), b.Input("x", new(ElementType.F32, Shape.Of(4, 4)))])[0];
        var program = Check(Update("w", b.Filled(1, row)), new(ResultKind.Output, "last", last));
        Assert.Equal(["k00_tanh_add", "k01_copy", "k02_copy", "k03_mul"], program.Kernels.Select(k => k.Name));
        Assert.Equal("w", program.Buffers[program.Kernels[1].Outputs[0].Buffer].Name);
    }

    private static GraphResult Update(string path, Node value) => new(ResultKind.Update, path, value);

    private static KernelProgram Check(params GraphResult[] results)
    {
        var graph = new Graph("train", [.. results]);
        KernelAgreement.Check(graph);
        return KernelAgreement.Build(graph);
    }

    private Node Matrix(string path) => b.Variable(path, new(ElementType.F32, Shape.Of(4, 4)));
}
