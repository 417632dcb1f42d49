using System.Collections.Immutable;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Compiler.Passes;
using NetLang.Runtime;
using NetLang.Testing;

namespace NetLang.Compiler.Tests.Codegen;

/// <summary>A convolution of a batch of images in groups of channels, and its gradients by images and weights.</summary>
/// <param name="Height">Of an image.</param>
/// <param name="Width">Of an image.</param>
/// <param name="Groups">Of channels.</param>
/// <param name="Channels">Of a group.</param>
/// <param name="Outputs">New channels of a group.</param>
/// <param name="Kernel">Rows and columns of a window.</param>
internal sealed record ConvolutionCase(
    int Height, int Width, int Groups, int Channels, int Outputs, (int Rows, int Columns) Kernel)
{
    public static ImmutableArray<string> Symbols { get; } = ["N"];

    public (int Rows, int Columns) Stride { get; init; } = (1, 1);

    public (int Rows, int Columns) Dilation { get; init; } = (1, 1);

    public (int Rows, int Columns) Spread { get; init; } = (1, 1);

    public (int Rows, int Columns) Before { get; init; }

    /// <summary>How many windows there are; as many as the images and equal zeros behind them give where it is not said.</summary>
    public (int Rows, int Columns)? Size { get; init; }

    /// <summary>Whether channels stand before rows in memory, as images have them, and groups before those.</summary>
    public bool ChannelsFirst { get; init; }

    public ElementType Element { get; init; } = ElementType.F64;

    private ConvolutionWindow Window => new(
        [Stride.Rows, Stride.Columns],
        [Dilation.Rows, Dilation.Columns],
        [Spread.Rows, Spread.Columns],
        Shape.Of(Before.Rows, Before.Columns),
        Size is var (rows, columns)
            ? Shape.Of(rows, columns)
            : Shape.Of(
                Count(Height, Kernel.Rows, Stride.Rows, Dilation.Rows, Before.Rows),
                Count(Width, Kernel.Columns, Stride.Columns, Dilation.Columns, Before.Columns)));

    /// <summary>The result, and the gradients of the sum of its squares.</summary>
    public Graph Graph()
    {
        var builder = new GraphBuilder();
        var n = Dim.Symbol("N");
        var image = builder.Input("image", new(Element, ChannelsFirst
            ? new Shape([n, Groups, Channels, Height, Width])
            : new Shape([n, Height, Width, Groups, Channels])));
        var weights = builder.Input("weights", new(Element, Shape.Of(Groups, Kernel.Rows, Kernel.Columns, Channels, Outputs)));
        var x = ChannelsFirst ? builder.Transpose(image, [0, 3, 4, 1, 2]) : image;
        var y = builder.Convolution(x, weights, Window);
        var loss = builder.Sum(builder.Mul(y, y), [0, 1, 2, 3, 4]);
        return new Autodiff().Run(
            new(
                "train",
                [
                    new(ResultKind.Output, "y", y),
                    new(ResultKind.Output, "ofImage", builder.Gradient(loss, image)),
                    new(ResultKind.Output, "ofWeights", builder.Gradient(loss, weights)),
                ]),
            new DiagnosticBag());
    }

    /// <summary>Some cases, each in batches of some sizes, in the interpreter and on the CPU.</summary>
    public static void Check(double tolerance, IEnumerable<ConvolutionCase> cases, params ReadOnlySpan<long> batches)
    {
        var all = new List<BackendCase>();
        foreach (var test in cases)
        {
            var graph = test.Graph();
            foreach (var n in batches)
                all.Add(new($"{test}, batch of {n}", graph, RandomValues.For(graph, 1, ("N", n))));
        }

        BackendAgreement.Check(Symbols, tolerance, all);
    }

    private static int Count(int length, int size, int stride, int dilation, int before) =>
        ((length + (2 * before) - (dilation * (size - 1)) - 1) / stride) + 1;
}
