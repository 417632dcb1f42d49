using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels;
using NetLang.Compiler.Ops;
using NetLang.Runtime;
using Xunit;

namespace NetLang.Compiler.Tests.Kernels;

public sealed class FusionTests
{
    private readonly GraphBuilder b = new();

    [Fact]
    public void Training_step_of_the_primers_network()
    {
        var kernels = KernelAgreement.Build(TrainingStep.Mlp(784, [256, 128, 10])).Kernels;

        // 3 products forward, 2 backward to inputs, 3 to weights; loss with its gradient, the mean; 3 biases.
        Assert.Equal(13, kernels.Length);
        Assert.Equal(8, kernels.Count(k => k.Root is not null));
        Assert.Equal(5, kernels.Count(k => !k.Reductions.IsEmpty));

        // Six updates store a parameter and both of its moments, none of them through a copy.
        Assert.Equal(6, kernels.Count(k => k.Outputs.Length == 3 && k.Name.EndsWith("sqrt", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(ElementType.F32)]
    [InlineData(ElementType.F64)]
    public void Training_step_agrees(ElementType element) =>
        KernelAgreement.Check(TrainingStep.Mlp(5, [4, 3, 3], element: element));

    [Fact]
    public void Normalisation_over_rows_is_one_kernel()
    {
        var x = Input("x");
        var count = b.Cast(b.Dimension(x.Shape[1]), ElementType.F32);
        var centred = b.Sub(x, Rows(b.Div(b.Sum(x, [1]), b.Broadcast(count, Shape.Of(x.Shape[0]), []))));
        var variance = b.Sum(b.Mul(centred, centred), [1]);
        var kernel = Assert.Single(Fuse(b.Div(centred, b.Sqrt(Rows(b.Add(variance, b.Filled(1e-5, variance.Type)))))));
        Assert.Equal(2, kernel.Reductions.Length);
    }

    [Fact]
    public void Statistics_of_columns_are_one_kernel_and_what_waits_for_them_another()
    {
        var x = Input("x");
        var (sum, squares) = (b.Sum(x, [0]), b.Sum(b.Mul(x, x), [0]));
        var scaled = b.Mul(b.Sub(x, b.BroadcastTrailing(sum, x.Shape)), b.BroadcastTrailing(squares, x.Shape));
        var kernels = Fuse(scaled);
        Assert.Equal([2, 0], kernels.Select(k => k.Reductions.Length));
    }

    [Fact]
    public void Values_of_one_input_are_one_kernel()
    {
        var x = Input("x");
        var kernel = Assert.Single(Fuse(b.Sin(x), b.Cos(x)));
        Assert.Equal(2, kernel.Outputs.Length);
    }

    [Fact]
    public void Two_products_meet_in_the_epilogue_of_one()
    {
        var (x, h) = (Input("x"), Input("h"));
        var sum = b.Add(b.MatMul(x, Weight("w")), b.MatMul(h, Weight("u")));
        Assert.Equal(2, Fuse(b.Tanh(sum)).Length);
    }

    [Fact]
    public void Gates_are_read_as_slices_of_one_product()
    {
        var product = b.MatMul(Input("x"), Weight("w"));
        var (n, start) = (product.Shape[0], new Shape([0, 4]));
        var (left, right) = (b.Slice(product, Shape.Of(0, 0), new Shape([n, 4])), b.Slice(product, start, new Shape([n, 4])));
        var kernels = Fuse(b.Mul(b.Sigmoid(left), b.Tanh(right)));
        Assert.Equal(2, kernels.Length);
        Assert.Single(kernels[1].Outputs);
    }

    /// <summary>What a gradient asks of y = tanh(x · w) is computed where the gradient is: y alone is stored.</summary>
    [Fact]
    public void A_derivative_is_computed_where_it_is_used()
    {
        var y = b.Tanh(b.MatMul(Input("x"), Weight("w")));
        var derivative = b.Sub(b.Filled(1, y.Type), b.Mul(y, y));
        var after = b.MatMul(b.MatMul(y, Weight("u")), Weight("v"));
        var kernels = Fuse(b.Mul(after, derivative));
        Assert.Equal(3, kernels.Length);
        Assert.All(kernels, k => Assert.Single(k.Outputs));
        Assert.Contains(kernels[^1].Nodes, n => n == derivative);
    }

    /// <summary>Where nothing else reads what it is computed from, one result is stored either way.</summary>
    [Fact]
    public void A_derivative_of_what_is_not_stored_is_computed_at_once()
    {
        var product = b.MatMul(Input("x"), Weight("w"));
        var after = b.MatMul(b.MatMul(b.Sin(product), Weight("u")), Weight("v"));
        var kernels = Fuse(b.Mul(after, b.Cos(product)));
        Assert.Equal(["sin", "cos"], kernels[0].Nodes.Select(n => n.Op.Name).Where(n => n is "sin" or "cos"));
    }

    /// <summary>The gradient of a pooling finds the greatest of each window, and stores one tensor: that of its input.</summary>
    [Fact]
    public void The_gradient_of_a_pooling_is_one_kernel()
    {
        var x = b.Input("x", new(ElementType.F32, new Shape([Dim.Symbol("N"), 6, 4, 16])));
        var y = b.Max(b.Reshape(x, new Shape([Dim.Symbol("N"), 3, 2, 2, 2, 16])), [2, 4]);
        var g = b.Input("g", y.Type);
        var ofBlocks = ExtremumOp.Max.Gradient(y, g, b)[0]!;
        var kernels = Fuse(b.Neg(b.Reshape(ofBlocks, x.Shape)));
        var kernel = Assert.Single(kernels, k => k.Nodes.Any(n => n.Op.Name == "neg"));
        Assert.Equal(["eq", "cast", "sum", "div", "mul", "neg"], kernel.Nodes.Select(n => n.Op.Name).Where(n => n != "max"));
        Assert.Single(kernel.Outputs);
    }

    [Fact]
    public void A_product_is_stored_beside_what_is_applied_to_it()
    {
        var product = b.MatMul(Input("x"), Weight("w"));
        var kernel = Assert.Single(Fuse(product, b.Tanh(product)));
        Assert.Equal(2, kernel.Outputs.Length);
    }

    [Fact]
    public void Masks_of_coordinates_are_computed_where_they_are_used()
    {
        var x = Input("x");
        var (row, column) = (b.Iota(0, Indices(x)), b.Iota(1, Indices(x)));
        var mask = b.Le(column, row);
        var kernels = Fuse(b.MatMul(b.Select(mask, x, b.Filled(0, x.Type)), Weight("w")), b.Select(mask, b.Filled(1, x.Type), x));
        Assert.DoesNotContain(kernels.SelectMany(k => k.Outputs), o => o.Value.Type == ElementType.Bool);
    }

    private static TensorType Indices(Node x) => x.Type with { Element = ElementType.I32 };

    private Kernel[] Fuse(params Node[] values)
    {
        var graph = new Graph("predict", [.. values.Select((v, i) => new GraphResult(ResultKind.Output, $"y{i}", v))]);
        KernelAgreement.Check(graph);
        return [.. KernelAgreement.Build(graph).Kernels];
    }

    private Node Input(string name) => b.Input(name, new(ElementType.F32, new Shape([Dim.Symbol("N"), 8])));

    private Node Weight(string path) => b.Variable(path, new(ElementType.F32, Shape.Of(8, 8)));

    private Node Rows(Node x) => b.Broadcast(x, new Shape([Dim.Symbol("N"), 8]), [0]);
}
