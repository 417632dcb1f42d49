using System.Collections.Generic;
using System.Linq;
using NetLang.Gpu.Tests.Agreement;
using NetLang.Runtime;
using NetLang.Runtime.Data;
using Xunit;

namespace NetLang.Gpu.Tests.Models;

/// <summary>A recurrent model whose state goes on from batch to batch and from step to step, on the processor and on a GPU.</summary>
public sealed class StateTests
{
    private const string Chars = """
        model Chars (tokens: i32[N, T]) : f32[N, T, 7] = tokens |> embedding 7 4 |> gru 5 |> dense 7

        train Chars =
            { loss      = crossEntropy
              optimizer = sgd { momentum = 0.0 }
              schedule  = constantRate 0.5
              batch     = 2
              epochs    = 2
              stateful  = true }
        """;

    [Fact]
    public void Both_train_and_generate_alike()
    {
        var built = new BuiltModel(Chars);
        var options = new ModelOptions { Seed = 3, Threads = 1 };
        using var accelerator = TestDevice.Create(groupSize: 4);
        using var cpu = built.Create(options);
        using var gpu = built.CreateOn(accelerator, options);
        int[] text = [.. Enumerable.Range(0, 31).Select(i => i * i % 7)];
        var data = new Dataset(
            DataColumn.Create("tokens", text[..30], 3), DataColumn.Create("label", text[1..], 3));
        var losses = new[] { cpu, gpu }.Select(model =>
        {
            var steps = new List<double>();
            model.Train(data, new() { OnStep = s => steps.Add(s.StepLoss) });
            return steps.Append(model.Evaluate(data).Loss).ToArray();
        }).ToList();

        Assert.Equal(11, losses[0].Length); // 2 epochs of 5 windows of two streams, and the evaluation
        foreach (var (onCpu, onGpu) in losses[0].Zip(losses[1]))
            Assert.Equal(onCpu, onGpu, 1e-5);
        Assert.Equal(
            cpu.Generate([0, 1], new() { Temperature = 0 }).Take(20),
            gpu.Generate([0, 1], new() { Temperature = 0 }).Take(20));
    }

    /// <summary>Keys and values of earlier tokens come from the host and go back, with those of new ones among them.</summary>
    [Fact]
    public void Both_keep_keys_and_values_alike()
    {
        var built = new BuiltModel("""
            model Gpt (tokens: i32[N, T]) : f32[N, T, 7] =
                let rows, scores = tiedEmbedding 7 8
                tokens |> rows |> learnedPositions 12
                    |> transformerEncoder 2 2 16 { norm = Pre; finalNorm = true; causal = true }
                    |> scores
            """);
        var options = new ModelOptions { Seed = 3, Threads = 1 };
        using var accelerator = TestDevice.Create(groupSize: 4);
        using var cpu = built.Create(options);
        using var gpu = built.CreateOn(accelerator, options);
        foreach (var weight in cpu.Parameters.Zip(gpu.Parameters))
        {
            float[] larger = [.. weight.First.ToArray<float>().Select(w => 3 * w)]; // so that scores differ
            weight.First.CopyFrom(larger);
            weight.Second.CopyFrom(larger);
        }

        int[] written = [.. cpu.Generate([2, 5, 1], new() { Temperature = 0 }).Take(20)];
        Assert.True(written.Distinct().Count() > 2);
        Assert.Equal(written, gpu.Generate([2, 5, 1], new() { Temperature = 0 }).Take(20));
    }
}
