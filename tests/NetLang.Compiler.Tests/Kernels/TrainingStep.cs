using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Compiler.Passes;
using NetLang.Runtime;
using Xunit;

namespace NetLang.Compiler.Tests.Kernels;

/// <summary>
/// A training step as the prelude elaborates it: dense layers with ReLU between them, dropout behind the first,
/// cross-entropy, Adam.
/// </summary>
internal sealed class TrainingStep
{
    private readonly GraphBuilder b = new();
    private readonly List<GraphResult> updates = [];
    private readonly List<Node> parameters = [];
    private readonly ElementType element;

    private readonly double dropout;

    private TrainingStep(ElementType element, double dropout)
    {
        this.element = element;
        this.dropout = dropout;
    }

    public static Graph Mlp(int inputs, int[] widths, double dropout = 0.2, ElementType element = ElementType.F32)
    {
        var step = new TrainingStep(element, dropout);
        var loss = step.Loss(inputs, widths);
        foreach (var parameter in step.parameters)
            step.Adam(parameter, step.b.Gradient(loss, parameter));
        var graph = new Graph("train", [new(ResultKind.Output, "loss", loss), .. step.updates]);
        var diagnostics = new DiagnosticBag();
        graph = Pipeline.Default.Run(graph, diagnostics, verify: true);
        Assert.Empty(diagnostics.All);
        return graph;
    }

    private Node Loss(int inputs, int[] widths)
    {
        var n = Dim.Symbol("N");
        var x = b.Input("image", new(element, new Shape([n, inputs])));
        for (var layer = 0; layer < widths.Length; layer++)
        {
            x = Dense(x, widths[layer], layer);
            if (layer < widths.Length - 1)
                x = b.Select(b.Le(x, Like(x, 0)), Like(x, 0), x);
            if (layer == 0 && dropout > 0)
                x = Dropout(x);
        }

        return CrossEntropy(x, b.Input("label", new(ElementType.I32, new Shape([n]))));
    }

    private Node Dense(Node x, int units, int layer)
    {
        var weight = b.Variable($"dense{layer}.weight", new(element, new Shape([units, x.Shape[1]])));
        var bias = b.Variable($"dense{layer}.bias", new(element, new Shape([units])));
        parameters.AddRange([weight, bias]);
        var product = b.MatMul(x, b.SwapLastAxes(weight));
        return b.Add(product, b.BroadcastTrailing(bias, product.Shape));
    }

    private Node Dropout(Node x)
    {
        var draw = b.Random(99, Distribution.Uniform, x.Type);
        return b.Select(b.Ge(draw, Like(x, dropout)), b.Div(x, Like(x, 1 - dropout)), Like(x, 0));
    }

    private Node CrossEntropy(Node logits, Node label)
    {
        var shifted = b.Sub(logits, Rows(b.StopGradient(b.Max(logits, [1])), logits));
        var logProbability = b.Sub(shifted, Rows(b.Log(b.Sum(b.Exp(shifted), [1])), logits));
        var classes = b.Iota(1, logits.Type with { Element = ElementType.I32 });
        var picked = b.Sum(b.Select(b.Eq(classes, Rows(label, logits)), logProbability, Like(logits, 0)), [1]);
        var count = b.Cast(b.Dimension(Dim.Symbol("N")), element);
        return b.Div(b.Sum(b.Neg(picked), [0]), count);
    }

    private void Adam(Node w, Node g)
    {
        var path = w.Attributes.Text("name");
        var (m, v) = (b.Variable($"adam.m/{path}", w.Type), b.Variable($"adam.v/{path}", w.Type));
        var newM = b.Add(b.Mul(Like(w, 0.9), m), b.Mul(Like(w, 0.1), g));
        var newV = b.Add(b.Mul(Like(w, 0.999), v), b.Mul(b.Mul(Like(w, 0.001), g), g));
        var denominator = b.Add(b.Div(b.Sqrt(newV), Host(b.Sqrt(Corrected(0.999)), w)), Like(w, 1e-8));
        var rate = b.Div(b.Constant(1e-3, ElementType.F64), Corrected(0.9));
        updates.Add(new(ResultKind.Update, path, b.Sub(w, b.Div(b.Mul(Host(rate, w), newM), denominator))));
        updates.Add(new(ResultKind.Update, $"adam.m/{path}", newM));
        updates.Add(new(ResultKind.Update, $"adam.v/{path}", newV));
    }

    /// <summary>1 - beta ** step</summary>
    private Node Corrected(double beta) => b.Sub(
        b.Constant(1, ElementType.F64),
        b.Pow(b.Constant(beta, ElementType.F64), b.HostInput("step")));

    private Node Host(Node scalar, Node like) => b.Broadcast(b.Cast(scalar, like.Type.Element), like.Shape, []);

    private Node Like(Node x, double value) => b.Filled(value, x.Type);

    private Node Rows(Node x, Node like) => b.Broadcast(x, like.Shape, [0]);
}
