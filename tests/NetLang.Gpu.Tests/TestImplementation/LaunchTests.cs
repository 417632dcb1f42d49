using System;
using System.Collections.Generic;
using System.Linq;
using ILGPU.Runtime;
using NetLang.Gpu.Tests.Agreement;
using NetLang.Gpu.Tests.Models;
using NetLang.Runtime;
using NetLang.Runtime.Data;
using Xunit;

namespace NetLang.Gpu.Tests.TestImplementation;

/// <summary>What a training step asks of a device: launches take microseconds each, and copies make it wait.</summary>
public sealed class LaunchTests
{
    private const int Ahead = 16;

    private const string Mlp = """
        model Mlp (x: f32[N, 20]) : f32[N, 10] =
            x |> dense 16 |> relu |> dropout 0.2 |> dense 12 |> relu |> dense 10

        train Mlp = { loss = crossEntropy; optimizer = adam }
        """;

    [Fact]
    public void Steps_of_the_mlp_are_a_few_launches_and_copies_of_losses()
    {
        using var accelerator = TestDevice.Create(groupSize: 4);
        var seen = new List<(int Launches, long Bytes)>();
        Train(accelerator, steps: 3 * Ahead, (_, _) => seen.Add((accelerator.Launches, accelerator.DefaultStream.BytesToHost)));
        Assert.Equal(3 * Ahead, seen.Count);
        var (first, second) = (seen[0], seen[Ahead]);
        Assert.InRange(second.Launches - first.Launches, Ahead, 10 * Ahead);
        Assert.Equal(Ahead * sizeof(float), second.Bytes - first.Bytes);
    }

    [Fact]
    public void Warm_steps_allocate_nothing()
    {
        using var accelerator = TestDevice.Create(groupSize: 4);
        long before = 0;
        var buffers = 0;
        Train(accelerator, steps: 3 * Ahead, (step, _) =>
        {
            if (step == 2 * Ahead)
            {
                // Without kernels, which allocate in this implementation. Their last losses stay.
                (accelerator.RunsKernels, buffers) = (false, accelerator.Allocations);
                before = GC.GetAllocatedBytesForCurrentThread();
            }
            else if (step == (2 * Ahead) + 1)
            {
                Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200); // the report itself
                Assert.Equal(buffers, accelerator.Allocations);
            }
        });
        Assert.NotEqual(0, before);
    }

    [Fact]
    public void Large_inputs_are_there_when_their_step_runs()
    {
        using var accelerator = TestDevice.Create(groupSize: 4);
        var built = new BuiltModel("""
            model Wide (x: f32[N, 70000]) : f32[N, 1] = x[.., .. 8] |> dense 1

            train Wide = { loss = mse; optimizer = sgd; schedule = constantRate 1e-6 }
            """);
        var data = new RandomExamples(built.Definition, count: 24).Dataset;
        using var onGpu = built.CreateOn(accelerator, new() { Threads = 1 });
        using var onCpu = built.Create(new() { Threads = 1 });
        foreach (var (expected, actual) in Losses(onCpu, data).Zip(Losses(onGpu, data)))
            Assert.Equal(expected, actual, 1e-4 * Math.Max(1, expected));
    }

    [Fact]
    public void A_loss_that_is_not_finite_is_found_late_and_undone()
    {
        using var accelerator = TestDevice.Create(groupSize: 4);
        var built = new BuiltModel(Mlp.Replace("optimizer = adam", "optimizer = sgd; schedule = constantRate 1e30"));
        using var model = built.CreateOn(accelerator, new() { Threads = 1 });
        var before = model.Parameters.Select(p => p.ToArray<float>()).ToList();
        var data = new RandomExamples(built.Definition, count: 2 * Ahead).Dataset;
        var failure = Assert.Throws<NetLangException>(() => model.Train(data, new() { BatchSize = 2, Epochs = 1 }));
        Assert.Equal(TrainingErrors.NotFinite, failure.Error);
        Assert.Equal(before, model.Parameters.Select(p => p.ToArray<float>()));
    }

    [Fact]
    public void Disposing_of_a_model_gives_all_memory_back()
    {
        using var accelerator = TestDevice.Create(groupSize: 4);
        Train(accelerator, steps: 2, (_, _) => { });
        Assert.Equal(0, accelerator.AllocatedBytes);
    }

    [Fact]
    public void Weights_come_back_when_the_host_looks_at_them_and_go_there_when_it_changes_them()
    {
        using var accelerator = TestDevice.Create(groupSize: 4);
        var built = new BuiltModel(Mlp);
        using var model = built.CreateOn(accelerator, new() { Threads = 1 });
        var data = new RandomExamples(built.Definition, count: 8).Dataset;
        var before = model.Parameters.First().ToArray<float>();
        model.Train(data, new() { BatchSize = 4, Epochs = 1 });
        Assert.NotEqual(before, model.Parameters.First().ToArray<float>());

        foreach (var parameter in model.Parameters)
            parameter.CopyFrom(new float[parameter.Count]);
        Assert.All(model.Predict(data).Columns[0].ToDoubles(), score => Assert.Equal(0, score));
    }

    [Fact]
    public void No_launch_passes_more_than_devices_take()
    {
        var layers = string.Concat(Enumerable.Repeat(" |> dense 5 |> relu", 30));
        var launches = new BuiltModel($$"""
            model Deep (x: f32[N, 5]) : f32[N, 5] = x{{layers}}

            train Deep = { loss = mse; optimizer = adam }
            """).Launches.ToList();
        Assert.All(launches, launch => Assert.InRange(launch.GetParameters().Sum(p => 8 + (p.ParameterType.IsPrimitive ? 0 : 16)), 0, 1024));
        Assert.Contains(launches, launch => launch.GetParameters().Length > 30);
    }

    private static void Train(Accelerator accelerator, int steps, Action<long, double> onStep)
    {
        var built = new BuiltModel(Mlp);
        using var model = built.CreateOn(accelerator, new() { Threads = 1 });
        var data = new RandomExamples(built.Definition, 2 * steps).Dataset;
        model.Train(data, new()
        {
            BatchSize = 2,
            Epochs = 1,
            OnStep = report => onStep(report.Step, report.Loss),
        });
    }

    private static List<double> Losses(Model model, Dataset data)
    {
        var losses = new List<double>();
        model.Train(data, new() { BatchSize = 4, Epochs = 1, OnStep = report => losses.Add(report.Loss) });
        Assert.Equal(6, losses.Count);
        return losses;
    }
}
