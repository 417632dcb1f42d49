namespace NetLang.Benchmarks.Cases;

/// <summary>
/// A causal Transformer that gives scores of the next of <c>Vocabulary</c> tokens at each place, with its norms first and GELU;
/// Adam, no dropout. Tokens are made of numbers in [-1, 1), since those are what examples are.
/// </summary>
/// <param name="Width">Numbers of a place.</param>
/// <param name="Length">Places of a sequence.</param>
/// <param name="Batch">Examples a step of training.</param>
internal sealed record TransformerNetwork(int Blocks, int Width, int Heads, int Length, int Batch)
    : Network($"Transformer of {Blocks} x {Width}", [Length], Vocabulary, CheckRate: 1e-3, WorkOf(Blocks, Width, Length))
{
    private const int Vocabulary = 256;

    public static IReadOnlyList<TransformerNetwork> All { get; } = [new(4, 128, 4, 128, 8), new(6, 256, 4, 256, 4)];

    public override int Labels => Length;

    public override IReadOnlyList<string> PeerOptions =>
        [$"blocks={Blocks}", $"width={Width}", $"heads={Heads}", $"vocabulary={Vocabulary}", "optimizer=adam"];

    public override string Source() => Model("Measured", MeasuredRate) + Model("Checked", CheckRate);

    private string Model(string name, double rate) => $$"""
        model {{name}} (x: f32[N, {{Length}}]) : f32[N, {{Length}}, {{Vocabulary}}] =
            cast i32 ((x + 1.0) * {{Text(Vocabulary / 2.0)}})
            |> named "tokens" (embedding {{Vocabulary}} {{Width}})
            |> named "positions" (learnedPositions {{Length}})
            |> named
                   "encoder"
                   (transformerEncoder
                        {{Blocks}}
                        {{Heads}}
                        {{4 * Width}}
                        { norm = Pre; finalNorm = true; activation = gelu; causal = true; dropout = 0.0 })
            |> named "head" (dense {{Vocabulary}})

        train {{name}} = { loss = crossEntropy; optimizer = adam; schedule = constantRate {{Text(rate)}} }


        """;

    private static Work WorkOf(int blocks, int width, int length)
    {
        double ofBlock = 12.0 * width * width;
        return new(
            length,
            (blocks * (ofBlock + (13 * width))) + (2.0 * Vocabulary * width) + Vocabulary + (length * width) + (2 * width),
            2.0 * length * ((blocks * (ofBlock + (length * width))) + (Vocabulary * width)), // half of attention is hidden
            FirstFlops: 0,
            States: 2);
    }
}
