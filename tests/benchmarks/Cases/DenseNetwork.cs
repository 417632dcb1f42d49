using System.Collections.Immutable;

namespace NetLang.Benchmarks.Cases;

/// <summary>A multilayer perceptron with an activation between two layers and dropout behind the first of these.</summary>
/// <param name="Widths">Of the input, of each layer, the last being the number of classes.</param>
internal sealed record DenseNetwork(ImmutableArray<int> Widths, string Activation, double Dropout, Optimizer Optimizer)
    : Network("MLP", [Widths[0]], Widths[^1], Optimizer.CheckRate, WorkOf(Widths, Optimizer))
{
    /// <summary>MNIST's, as in examples/mnist.</summary>
    public static DenseNetwork Mlp { get; } = new([784, 256, 128, 10], "relu", 0.2, Optimizer.Adam);

    /// <summary>784-256-128-10</summary>
    public string Layers => string.Join('-', Widths);

    public override IReadOnlyList<string> PeerOptions =>
    [
        $"widths={string.Join(',', Widths)}",
        $"activation={Activation}",
        FormattableString.Invariant($"dropout={Dropout}"),
        $"optimizer={Optimizer.Name}",
    ];

    public override string Source() => Model("Measured", Dropout, MeasuredRate) + Model("Checked", 0, CheckRate);

    private string Model(string name, double dropout, double rate)
    {
        var layers = LayersOf(Widths).SelectMany((layer, index) => (string[])
        [
            .. index > 0 ? [Activation] : Array.Empty<string>(),
            .. index == 1 && dropout > 0 ? [$"dropout {Text(dropout)}"] : Array.Empty<string>(),
            $"dense {layer.Units}",
        ]);
        return $$"""
            model {{name}} (x: f32[N, {{Inputs}}]) : f32[N, {{Classes}}] =
                x |> {{string.Join(" |> ", layers)}}

            train {{name}} =
                { loss      = crossEntropy
                  optimizer = {{Optimizer.Source}}
                  schedule  = constantRate {{Text(rate)}} }


            """;
    }

    private static Work WorkOf(ImmutableArray<int> widths, Optimizer optimizer)
    {
        var layers = LayersOf(widths);
        return new(
            widths[0],
            layers.Sum(layer => (layer.Inputs + 1.0) * layer.Units),
            2.0 * layers.Sum(layer => (double)layer.Inputs * layer.Units),
            2.0 * widths[0] * widths[1],
            optimizer.States);
    }

    private static IEnumerable<(int Inputs, int Units)> LayersOf(ImmutableArray<int> widths) =>
        widths.Zip(widths.Skip(1));
}
