using System;
using System.Linq;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using NetLang.Gpu.Tests.Models;
using NetLang.Runtime;
using NetLang.Testing;
using Xunit;

namespace NetLang.Gpu.Tests.TestImplementation;

/// <summary>What is said where a device cannot do what a model asks of it.</summary>
public sealed class DeviceFailureTests
{
    private const string Line = "model Line (x: f32[N, 3]) : f32[N, 1] = x |> dense 1";

    [Fact]
    public void Where_the_device_has_no_memory_the_message_says_how_much_was_wanted()
    {
        using var accelerator = Open(new CPUDevice(2, 2, 1) { MemorySize = 100 });
        var failure = Assert.Throws<NetLangException>(() => Create(accelerator, Line));
        Assert.Equal(ExecutionErrors.NoDeviceMemory, failure.Error);
        CodeSnapshots.Match(failure.Message, "NL4807");
    }

    [Fact]
    public void A_card_without_doubles_refuses_a_model_that_needs_them()
    {
        using var accelerator = Open(new CPUDevice(2, 2, 1) { HasDoubles = false });
        using var single = Create(accelerator, Line);
        var failure = Assert.Throws<NetLangException>(() => Create(accelerator, Line.Replace("f32", "f64", StringComparison.Ordinal)));
        Assert.Equal(ExecutionErrors.KernelRefused, failure.Error);
        CodeSnapshots.Match(failure.Message, "NL4808");
        single.Dispose();
        Assert.Equal(0, accelerator.AllocatedBytes); // that of the model which could not be made is free, too
    }

    /// <summary>CUDA tells of a failure at whatever call comes next, OpenCL where somebody waits.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_device_that_fails_is_reported_and_the_model_can_be_disposed_of(bool tellsEveryone)
    {
        using var accelerator = Open(new CPUDevice(2, 2, 1));
        accelerator.DefaultStream.TellsEveryone = tellsEveryone;
        var built = new BuiltModel(Line);
        using var model = built.CreateOn(accelerator, new());
        var data = new RandomExamples(built.Definition, count: 2).Dataset;
        model.Predict(data);
        accelerator.DefaultStream.Failure = new DriverException("it was reset");
        CodeSnapshots.Match(Failure(() => model.Predict(data)), "NL4809");
    }

    /// <summary>One thread waits for the runs of all, and is told of the failure; outputs of the others are not there either.</summary>
    [Fact]
    public void A_failure_is_remembered_by_the_model()
    {
        using var accelerator = Open(new CPUDevice(2, 2, 1));
        var built = new BuiltModel(Line);
        using var model = built.CreateOn(accelerator, new());
        var data = new RandomExamples(built.Definition, count: 2).Dataset;
        accelerator.DefaultStream.Failure = new DriverException("it was reset");
        var first = Failure(() => model.Predict(data));
        accelerator.DefaultStream.Failure = null;
        Assert.Equal(first, Failure(() => model.Predict(data)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Training_ends_where_the_device_fails_with_the_weights_of_the_last_epoch(bool tellsEveryone)
    {
        using var accelerator = Open(new CPUDevice(2, 2, 1));
        accelerator.DefaultStream.TellsEveryone = tellsEveryone;
        var built = new BuiltModel(Line + "\ntrain Line = { loss = mse }");
        using var model = built.CreateOn(accelerator, new());
        var data = new RandomExamples(built.Definition, count: 40).Dataset;
        float[] learned = [];
        var options = new TrainOptions
        {
            BatchSize = 2,
            Epochs = 2,
            OnStep = step => accelerator.DefaultStream.Failure = step.Epoch == 2 ? new DriverException("it was reset") : null,
        };
        Failure(() => model.Train(data, options, onEpoch: _ => learned = Weights()));
        Assert.NotEmpty(learned);
        Assert.Equal(learned, Weights());
        Failure(() => model.Predict(data));

        float[] Weights() => [.. model.Parameters.SelectMany(p => p.ToArray<float>())];
    }

    private static string Failure(Action action)
    {
        var failure = Assert.Throws<NetLangException>(action);
        Assert.Equal(ExecutionErrors.DeviceFailed, failure.Error);
        return failure.Message;
    }

    private static Accelerator Open(CPUDevice device) => Context.Create(b => b.CPU(device)).CreateCPUAccelerator(0);

    private static Model Create(Accelerator accelerator, string source) =>
        new BuiltModel(source).CreateOn(accelerator, new());
}
