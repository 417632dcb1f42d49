using System;
using System.Collections.Generic;
using System.Linq;
using NetLang.Gpu.Tests.Agreement;
using NetLang.Runtime;
using NetLang.Runtime.Data;
using NetLang.Testing;
using Xunit;

namespace NetLang.Gpu.Tests.Models;

/// <summary>
/// Batches whose length is that of their bucket, on the processor and on a GPU: more lengths than a GPU keeps plans for, and
/// several steps of different lengths under way at once.
/// </summary>
[Trait("Category", "Slow")]
public sealed class BucketTests : IDisposable
{
    private const string Names = """
        let names = labelledText { text = "name"; label = "kind"; buckets = [2; 3; 5; 8] } (characters "abcd") "names.csv"

        model Names (tokens: i32[N, T]) (lengths: i32[N]) : f32[N, 2] =
            tokens |> embedding 4 3 |> gru 5 { lengths = lengths } |> lastStep { lengths = lengths } |> dropout 0.1 |> dense 2

        train Names = { data = names; loss = crossEntropy; schedule = constantRate 0.02; batch = 3; epochs = 2 }
        """;

    /// <summary>Its targets have another length than its sources, and there is one for each token.</summary>
    private const string Copies = """
        let pairs =
            textPairs { source = "name"; target = "copy"; buckets = [2; 3; 5; 8]; targetLength = 9; start = "<"; stop = ">" }
                (characters "abcd<>") "names.csv"

        model Copies (source: i32[N, S]) (previous: i32[N, 9]) (sourceLengths: i32[N]) : f32[N, 9, 6] =
            let context = source |> embedding 6 3 |> gru 4 { lengths = sourceLengths } |> lastStep { lengths = sourceLengths }
            (previous |> embedding 6 4) + expandDims 1 context |> dense 6

        train Copies = { data = pairs; loss = crossEntropy; schedule = constantRate 0.02; batch = 3; epochs = 2 }
        """;

    private readonly TemporaryFolder folder = new();

    public BucketTests()
    {
        var random = new Random(4);
        var rows = Enumerable.Range(0, 40).Select(row =>
        {
            var name = string.Concat(Enumerable.Range(0, random.Next(9)).Select(_ => "abcd"[random.Next(3) + row % 2]));
            return $"{name},{name},{row % 2}\n";
        });
        folder.Write("names.csv", $"name,copy,kind\n{string.Concat(rows)}");
    }

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(Names)]
    [InlineData(Copies)]
    public void Both_train_evaluate_and_predict_alike(string source)
    {
        var built = new BuiltModel(source);
        var options = new ModelOptions { Seed = 3, Threads = 1, DataDirectory = folder.Path };
        using var accelerator = TestDevice.Create(groupSize: 4);
        using var cpu = built.Create(options);
        using var gpu = built.CreateOn(accelerator, options);
        var (expected, found) = (Numbers(cpu), Numbers(gpu));
        Assert.Equal(expected.Length, found.Length);
        foreach (var (onCpu, onGpu) in expected.Zip(found))
            Assert.Equal(onCpu, onGpu, 1e-5);
    }

    /// <summary>The losses of all steps, that of all examples, and what is predicted then.</summary>
    private double[] Numbers(Model model)
    {
        var losses = new List<double>();
        model.Train(options: new() { OnStep = step => losses.Add(step.StepLoss) });
        Assert.InRange(losses.Count, 28, 40);
        var data = new DataLoader(model.Specification, folder.Path).Load(model.Specification.Training!.Data!);
        return [.. losses, model.Evaluate(data).Loss, .. model.Predict(data).Columns[0].ToDoubles()];
    }
}
