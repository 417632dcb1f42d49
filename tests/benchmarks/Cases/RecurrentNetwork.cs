namespace NetLang.Benchmarks.Cases;

/// <summary>A recurrent layer, of whose last step a dense one makes ten classes; Adam.</summary>
/// <param name="Cell">The name of the layer in NetLang.</param>
/// <param name="Gates">Parts that its matrices have.</param>
/// <param name="StepInputs">Numbers a step.</param>
/// <param name="Batch">Examples a step of training.</param>
internal sealed record RecurrentNetwork(string Cell, int Gates, int StepInputs, int Hidden, int Steps, int Batch)
    : Network(
        $"{Cell.ToUpperInvariant()} of {Hidden}", [Steps, StepInputs], Classes: 10, CheckRate: 1e-3, WorkOf(Gates, StepInputs, Hidden, Steps))
{
    public static IReadOnlyList<RecurrentNetwork> All { get; } =
    [
        new("lstm", 4, 64, 128, 64, 32),
        new("gru", 3, 64, 128, 64, 32),
        new("lstm", 4, 64, 512, 32, 16),
        new("gru", 3, 64, 512, 32, 16),
    ];

    public override IReadOnlyList<string> PeerOptions => [$"cell={Cell}", $"hidden={Hidden}", "optimizer=adam"];

    public override string Source() => Model("Measured", MeasuredRate) + Model("Checked", CheckRate);

    private string Model(string name, double rate) => $$"""
        model {{name}} (x: f32[N, {{Steps}}, {{StepInputs}}]) : f32[N, {{Classes}}] =
            x |> {{Cell}} {{Hidden}} |> lastStep |> dense {{Classes}}

        train {{name}} = { loss = crossEntropy; optimizer = adam; schedule = constantRate {{Text(rate)}} }


        """;

    private static Work WorkOf(int gates, int inputs, int hidden, int steps)
    {
        double rows = gates * hidden;
        return new(
            steps * inputs,
            (rows * (inputs + hidden + 2)) + (10 * (hidden + 1)),
            (2 * steps * rows * (inputs + hidden)) + (2 * 10 * hidden),
            2 * steps * rows * inputs,
            States: 2);
    }
}
