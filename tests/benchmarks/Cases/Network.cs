using System.Collections.Immutable;
using System.Globalization;

namespace NetLang.Benchmarks.Cases;

/// <summary>
/// A multilayer perceptron with an activation between two layers and dropout behind the first of these, and how it
/// trains: cross entropy, at a constant rate.
/// </summary>
/// <param name="Widths">Of the input, of each layer, the last being the number of classes.</param>
internal sealed record Network(ImmutableArray<int> Widths, string Activation, double Dropout, Optimizer Optimizer)
{
    /// <summary>So low that random labels are not learnt by heart while steps are timed.</summary>
    public const double MeasuredRate = 1e-5;

    /// <summary>MNIST's, as in examples/mnist.</summary>
    public static Network Mlp { get; } = new([784, 256, 128, 10], "relu", 0.2, Optimizer.Adam);

    public int Inputs => Widths[0];

    public int Classes => Widths[^1];

    /// <summary>784-256-128-10</summary>
    public string Shape => string.Join('-', Widths);

    private IEnumerable<(int Inputs, int Units)> Layers => Widths.Zip(Widths.Skip(1));

    /// <summary>Of products alone: two a weight and example.</summary>
    public double PredictFlops(int batch) => 2.0 * batch * Layers.Sum(layer => (double)layer.Inputs * layer.Units);

    /// <summary>
    /// Forward, the weights' gradients, and the gradients of what each layer reads, but for the first.
    /// </summary>
    public double TrainFlops(int batch) =>
        (3 * PredictFlops(batch)) - (2.0 * batch * Widths[0] * Widths[1]);

    /// <summary>
    /// Read and written at least, in bytes: weights and the optimizer's states, both twice, and the batch once.
    /// </summary>
    public double TrainBytes(int batch)
    {
        var parameters = Layers.Sum(layer => (layer.Inputs + 1.0) * layer.Units);
        return sizeof(float) * ((2 * parameters * (1 + Optimizer.States)) + ((double)batch * Inputs));
    }

    /// <summary>
    /// Two models with the same weights: <c>Measured</c>, and <c>Checked</c> without dropout, since no two libraries draw
    /// the same numbers.
    /// </summary>
    public string Source() => Model("Measured", Dropout, MeasuredRate) + Model("Checked", 0, Optimizer.CheckRate);

    private string Model(string name, double dropout, double rate)
    {
        var layers = Layers.SelectMany((layer, index) => (string[])
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

    /// <summary>With a point, as NetLang's floats have.</summary>
    private static string Text(double value) => value.ToString("0.0#######", CultureInfo.InvariantCulture);
}
