using NetLang.Runtime;
using NetLang.Testing;
using Xunit;

namespace NetLang.Parity.Tests.Training;

/// <summary>Training on images that are changed at random, from file to weights.</summary>
public sealed class AugmentationTests : IDisposable
{
    private const int Examples = 75;

    private const string Source = """
        let augment source =
            source
            |> randomCrop { padding = 4 } [28; 24]
            |> scale (1.0 / 255.0)
            |> randomHorizontalFlip
            |> randomRotation 10
            |> normalize { perChannel = true }
            |> randomBrightness 0.2
            |> randomContrast 0.2
            |> randomTranslation 0.1
            |> cutout 6
            |> on "labels" (oneHot 10)

        model Net (image: f32[N, 3, 28, 24]) : f32[N, 10] = image |> flatten |> dense 10

        train Net =
            { data     = cifar10 ["train.bin"] |> augment |> mixup 0.4
              validate = cifar10 "test.bin" |> augment
              loss     = crossEntropyOneHot
              schedule = constantRate 1e-3
              batch    = 16
              epochs   = 2 }
        """;

    private readonly TemporaryFolder folder = new();

    public AugmentationTests()
    {
        var random = new System.Random(3);
        folder.Write("train.bin", Cifar10Records.Noise(random, Examples));
        folder.Write("test.bin", Cifar10Records.Noise(random, 20));
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Weights_have_the_same_bits_on_one_two_and_three_threads()
    {
        var create = CompiledModel.Load(CompiledModel.Compile(Source));
        var one = Train(create, new() { Threads = 1 });
        Assert.Equal(one, Train(create, new() { Threads = 2 }));
        Assert.Equal(one, Train(create, new() { Threads = 3 }));
        Assert.NotEqual(one, Train(create, new() { Threads = 1, Seed = 8 }));
    }

    [Fact]
    public void Validation_sees_the_same_in_each_epoch()
    {
        using var model = CompiledModel.Load(CompiledModel.Compile(Source))(Options(new()));
        Assert.Equal(model.Evaluate().Loss, model.Evaluate().Loss);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_warm_step_allocates_nothing(int threads)
    {
        using var model = CompiledModel.Load(CompiledModel.Compile(Source))(Options(new() { Threads = threads }));
        var marks = new AllocationMarks();
        model.Train(options: new() { Epochs = 4, OnStep = _ => marks.Add() });
        marks.AssertNone(marks.Count * 3 / 4, marks.Count - 1);
    }

    private float[] Train(Func<ModelOptions?, Model> create, ModelOptions options)
    {
        using var model = create(Options(options));
        model.Train();
        return [.. model.Parameters.SelectMany(p => p.ToArray<float>())];
    }

    private ModelOptions Options(ModelOptions options) => options with { DataDirectory = folder.Path };
}
