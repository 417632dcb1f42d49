using System.Text.Json;
using NetLang.Runtime.Data;
using NetLang.Runtime.Text;
using NetLang.Testing;
using Xunit;

namespace NetLang.Parity.Tests.Training;

/// <summary>Models of texts learn them, from file to loss.</summary>
[Trait("Category", "Numeric")]
public sealed class TextTrainingTests : IDisposable
{
    private const string Writer = """
        model Writer (tokens: i32[N, T]) : f32[N, T, 5] = tokens |> embedding 5 8 |> lstm 16 |> dense 5

        train Writer =
            { data     = text { length = 8 } (words { unknown = "." } "v.txt") "book.txt"
              validate = text { length = 8 } (words { unknown = "." } "v.txt") "book.txt"
              loss     = crossEntropy
              schedule = constantRate 0.02
              batch    = 4
              epochs   = 30 }
        """;

    private const string Copies = """
        let letters = characters "abcd<>"

        model Copies (source: i32[N, S]) (sourceLengths: i32[N]) (previous: i32[N, T]) : f32[N, T, 6] =
            let (_, last) = source |> embedding 6 8 |> gruFrom { lengths = sourceLengths } Zeros 24
            let (states, _) = previous |> embedding 6 8 |> gruFrom last 24
            dense 6 states

        let ofTokens (logits: f32[n, t, k]) (target: i32[n, t], targetLengths: i32[n]) =
            let counted = cast f32 (stepsOf t targetLengths)
            sum (-counted * pick target (logSoftmax logits)) / sum counted

        train Copies =
            { data     = textPairs { source = "a"; target = "b"; buckets = [1; 3]; targetLength = 4; start = "<"; stop = ">" } letters "pairs.csv"
              loss     = ofTokens
              schedule = constantRate 0.02
              batch    = 8
              epochs   = 30 }
        """;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_text_is_learned()
    {
        folder.Write("v.txt", "the\ncat\nsat\non\n.\n");
        folder.Write("book.txt", string.Concat(Enumerable.Repeat("the cat sat on the cat! ", 40)));
        using var model = CompiledModel.Create(Writer, new() { DataDirectory = folder.Path });
        Assert.Equal("the cat sat.", model.LoadTokenizer()!.Decode(model.LoadTokenizer()!.Encode("the cat sat!")));
        Assert.InRange(model.Evaluate().Loss, 1.4, 1.9); // log 5 is 1.61
        var reports = model.Train();
        Assert.True(reports[^1].TrainLoss < 0.3 * reports[0].TrainLoss, $"{reports[0].TrainLoss} became {reports[^1].TrainLoss}");
        Assert.InRange(model.Evaluate().Loss, 0, 0.3);
    }

    [Fact]
    public void Texts_are_made_of_others()
    {
        var random = new System.Random(2);
        string Word() => string.Concat(Enumerable.Range(0, random.Next(1, 4)).Select(_ => "abcd"[random.Next(4)]));
        folder.Write("pairs.csv", "a,b\n" + string.Concat(Enumerable.Range(0, 64).Select(_ => Word()).Select(word => $"{word},{word}\n")));
        using var model = CompiledModel.Create(Copies, new() { DataDirectory = folder.Path });
        var reports = model.Train();
        Assert.True(reports[^1].TrainLoss < 0.3 * reports[0].TrainLoss, $"{reports[0].TrainLoss} became {reports[^1].TrainLoss}");
    }

    [Fact]
    public void Learned_tokens_are_written_as_files_of_gpt2()
    {
        var learned = BytePairTokenizer.Learn("the cat, the hat, the cat", 261);
        string[] tokens = [.. learned.Tokens, "<|endoftext|>"];
        folder.Write("vocab.json", JsonSerializer.Serialize(tokens.Index().ToDictionary(token => token.Item, token => token.Index)));
        folder.Write("merges.txt", string.Concat(learned.Merges.Select(merge => $"{merge.First} {merge.Second}\n")));
        folder.Write("pairs.csv", "a,b\nthe cat,the hat\n");
        const string source = """
            let ofTokens (logits: f32[n, t, k]) (target: i32[n, t], targetLengths: i32[n]) = crossEntropy logits target

            model Copies (source: i32[N, S]) (sourceLengths: i32[N]) (previous: i32[N, T]) : f32[N, T, 262] =
                let (_, last) = source |> embedding 262 4 |> gruFrom { lengths = sourceLengths } Zeros 4
                let (states, _) = previous |> embedding 262 4 |> gruFrom last 4
                dense 262 states

            train Copies =
                let end = "<|endoftext|>"
                { data = textPairs { source = "a"; target = "b"; sourceLength = 9; targetLength = 9; start = end; stop = end } (gpt2 "vocab.json" "merges.txt") "pairs.csv"
                  loss = ofTokens }
            """;
        using var model = CompiledModel.Create(source, new() { DataDirectory = folder.Path });
        var tokenizer = model.LoadTokenizer()!;
        Assert.Equal(262, tokenizer.Count);
        Assert.Equal(learned.Encode("the cat that hates the hat"), tokenizer.Encode("the cat that hates the hat"));
        var data = new DataLoader(model.Specification, folder.Path).Load(model.Specification.Training!.Data!);
        Assert.Equal([261, .. learned.Encode("the hat")], data["previous"].ToArray<int>()[..(1 + learned.Encode("the hat").Length)]);
    }

    [Fact]
    public void A_model_without_text_has_no_tokenizer()
    {
        using var model = CompiledModel.Create("model Line (x: f32[N, 1]) : f32[N, 1] = dense 1 x");
        Assert.Null(model.LoadTokenizer());
    }
}
