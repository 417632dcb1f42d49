using System.Collections.Generic;
using System.Linq;
using NetLang.Gpu.Tests.Agreement;
using NetLang.Runtime;
using NetLang.Testing;
using Xunit;

namespace NetLang.Gpu.Tests.Models;

/// <summary>
/// One model that learns from data of one size, then from data of another, on the processor and on a GPU, against the
/// reference: dimensions that are chosen at run time may stand anywhere.
/// </summary>
[Trait("Category", "Slow")]
public sealed class RunTimeSizeTests
{
    private const int Examples = 5;
    private const int Batch = 3;
    private const double Tolerance = 1e-10;

    private static readonly Dictionary<string, long>[] Sizes =
    [
        new() { ["T"] = 4, ["S"] = 3, ["H"] = 4, ["W"] = 6 },
        new() { ["T"] = 6, ["S"] = 1, ["H"] = 6, ["W"] = 4 },
        new() { ["T"] = 2, ["S"] = 5, ["H"] = 4, ["W"] = 4 },
    ];

    public static TheoryData<string> Names => [.. TensorPrograms.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_model_learns_from_all_sizes(string name)
    {
        var built = new BuiltModel(TensorPrograms.Text(name));
        var reference = new ReferenceModel(built.Definition, seed: 3);
        var options = new ModelOptions { Seed = 3, Threads = 1 };
        using var accelerator = TestDevice.Create(groupSize: 4);
        using var cpu = built.Create(options);
        using var gpu = built.CreateOn(accelerator, options);
        foreach (var sizes in Sizes)
        {
            var data = new RandomExamples(built.Definition, Examples, sizes);
            reference.BeginTraining();
            var batches = data.Batches(Batch).ToList();
            var losses = batches.Select(b => reference.Train(batches.Count, b).Loss).ToArray();
            var expected = reference.Predict(data.Batches(Examples).Single())["output"];
            foreach (var (device, model) in new[] { ("processor", cpu), ("GPU", gpu) })
            {
                var what = $"{name} on the {device}, {string.Join(" ", sizes)}";
                var steps = new List<double>();
                model.Train(
                    data.Dataset,
                    new() { BatchSize = Batch, Epochs = 1, Shuffle = false, OnStep = s => steps.Add(s.StepLoss) });
                Close.Equal(Row(losses), Row([.. steps]), Tolerance, $"losses of {what}");
                var predicted = model.Predict(data.Dataset).Columns[0].ToDoubles();
                Close.Equal(Row(expected.Values), Row([.. predicted]), Tolerance, $"predictions of {what}");
            }
        }
    }

    private static Compiler.IR.TensorValue Row(double[] values) => new(ElementType.F64, [values.Length], values);
}
