using System;
using System.Collections.Generic;
using System.Linq;
using NetLang.Compiler.IR;
using NetLang.Compiler.Text;
using NetLang.Gpu.Tests.Agreement;
using NetLang.Runtime;
using NetLang.Testing;
using Xunit;

namespace NetLang.Gpu.Tests.Models;

/// <summary>
/// A model as its assembly runs it on the processor and on a GPU, against the reference: some steps of training with a
/// partial batch, then loss, metrics and predictions.
/// </summary>
internal static class ModelAgreement
{
    private const int Examples = 6;
    private const int Batch = 4;
    private const int Steps = 10;
    private const double Tolerance = 1e-5;

    /// <summary>Fails where the model of a program does not do the same everywhere.</summary>
    public static void Check(string source) => Check(new SourceText("test.net", source), ImportedFiles.InMemory(), Steps);

    /// <summary>Fails where the last model of a program does not do the same everywhere.</summary>
    /// <param name="steps">Of training: a number of whole epochs.</param>
    public static void Check(SourceText source, SourceLoader imports, int steps = Steps)
    {
        var built = new BuiltModel(source, imports);
        var data = new RandomExamples(built.Definition, Examples);
        var reference = new ReferenceModel(built.Definition, seed: 3);
        var options = new ModelOptions { Seed = 3, Threads = 1 };
        using var small = TestDevice.Create(groupSize: 4);
        using var large = TestDevice.Create(groupSize: 16);
        using var cpu = built.Create(options);
        using var onSmall = built.CreateOn(small, options);
        using var onLarge = built.CreateOn(large, options);
        var models = new[] { ("the processor", cpu), ("groups of 4", onSmall), ("groups of 16", onLarge) };
        foreach (var (device, model) in models)
            SameWeights(reference, model, 0, $"initial on {device}");
        if (built.Definition.Train is not null)
            Train(reference, data, steps, models);
        var expected = reference.Predict(data.Batches(Examples).Single())["output"];
        foreach (var (device, model) in models)
            Same(expected, model.Predict(data.Dataset).Columns[0].ToDoubles(), Tolerance, $"predictions on {device}");
    }

    private static void Train(
        ReferenceModel reference, RandomExamples data, int count, (string Device, Model Model)[] models)
    {
        var epochs = count / data.Batches(Batch).Count();
        var batches = Enumerable.Repeat(data.Batches(Batch), epochs).SelectMany(b => b).ToList();
        var losses = batches.Select(b => reference.Train(batches.Count, b).Loss).ToArray();
        var loss = reference.Evaluate(data.Batches(Examples).Single())["loss"];
        var metrics = new List<EvaluationReport>();
        foreach (var (device, model) in models)
        {
            var steps = new List<double>();
            model.Train(
                data.Dataset,
                new() { BatchSize = Batch, Epochs = epochs, Shuffle = false, OnStep = s => steps.Add(s.StepLoss) });
            Same(new(ElementType.F64, [losses.Length], losses), steps, Tolerance, $"losses on {device}");
            SameWeights(reference, model, Tolerance, $"trained on {device}");
            metrics.Add(model.Evaluate(data.Dataset));
            Same(loss, [metrics[^1].Loss], Tolerance, $"loss of all on {device}");
        }

        foreach (var (onCpu, onGpu) in metrics.Skip(1).SelectMany(gpu => metrics[0].Metrics.Zip(gpu.Metrics)))
        {
            Assert.Equal(onCpu.Name, onGpu.Name);
            Assert.Equal(onCpu.Value, onGpu.Value, Tolerance * Math.Max(1, Math.Abs(onCpu.Value)));
        }
    }

    private static void SameWeights(ReferenceModel reference, Model model, double tolerance, string what)
    {
        foreach (var parameter in model.Parameters)
        {
            Same(reference.Variables[parameter.Name], Values(parameter), tolerance, $"{parameter.Name}, {what}");
        }
    }

    private static void Same(TensorValue expected, IEnumerable<double> actual, double tolerance, string what) =>
        Close.Equal(expected, expected with { Values = [.. actual] }, tolerance, what);

    private static IEnumerable<double> Values(ParameterTensor parameter) => parameter.Type == ElementType.I32
        ? parameter.ToArray<int>().Select(v => (double)v)
        : parameter.ToArray<float>().Select(v => (double)v);
}
