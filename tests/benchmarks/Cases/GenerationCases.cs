using NetLang.Benchmarks.Contenders;
using NetLang.Benchmarks.Contest;

namespace NetLang.Benchmarks.Cases;

/// <summary>A text by a Transformer of characters, with keys and values of earlier ones kept.</summary>
internal static class GenerationCases
{
    private const int Prompt = 32;
    private const int Tokens = 224;

    private const string Source = """
        model Writer (tokens: i32[N, T]) : f32[N, T, 65] =
            let rows, scores = tiedEmbedding 65 128
            tokens
                |> rows
                |> learnedPositions 256
                |> transformerEncoder 4 4 512 { norm = Pre; finalNorm = true; activation = gelu; causal = true }
                |> scores
        """;

    private static readonly string[] Twin = ["blocks=4", "width=128", "heads=4", "vocabulary=65", "length=256"];
    private static readonly string[] Text = [$"prompt={Prompt}", $"tokens={Tokens}"];

    public static IEnumerable<BenchmarkCase> All() =>
        from threads in new[] { 1, 2 }
        select OfCharacters(threads) with { IsSmoke = threads == 1 };

    private static BenchmarkCase OfCharacters(int threads)
    {
        var folder = Workspace.Folder("writer");
        var assembly = Path.Combine(folder, "Writer.dll");
        string[] options = [$"assembly={assembly}", "model=Writer", $"threads={threads}", .. Text];
        return new("generation", $"{Tokens} tokens", threads, NetLangWorkers.Worker("generate", options, RunningContestant.Start))
        {
            Prepare = () =>
            {
                Workspace.Empty(folder);
                AssemblyWriter.Write(Source, assembly);
            },
            Peers =
            [
                .. from cache in new[] { "joined", "kept" }
                   from peer in TorchWorkers.Generation(threads, [.. Twin, .. Text, $"cache={cache}"], $", cache {cache}")
                   select peer,
            ],
            Effort = 4, // a text takes a tenth of a second, and more than that in PyTorch
        };
    }
}
