using NetLang.Runtime;
using NetLang.Testing;
using Xunit;

namespace NetLang.Parity.Tests.Training;

/// <summary>
/// What training promises of convolutional networks, from a file of images that are changed at random to losses and weights:
/// the same bits for any number of threads, and no garbage.
/// </summary>
[Trait("Category", "Numeric")]
public sealed class ImageNetworkTests : IDisposable
{
    // The last batch is partial.
    private const int Examples = 53;
    private const int Batch = 12;

    private readonly TemporaryFolder folder = new();

    public ImageNetworkTests() => folder.Write("train.bin", Cifar10Records.Noise(new(11), Examples));

    /// <summary>What stands between images and loss.</summary>
    public static TheoryData<string> Networks { get; } =
    [
        // Gradients of weights that are few tiles, computed in parts; poolings; an input with channels first, copied.
        "conv2d 8 3 |> relu |> maxPool2d 2 |> conv2d 5 3 |> relu |> maxPool2d 2 |> flatten |> dense 10",

        // Statistics of a batch in chunks of pixels; padding, and gradients of strided convolutions.
        "conv2d 16 3 { padding = 1; useBias = false } |> batchNorm |> relu |> residualBlock 16"
            + " |> residualBlock { stride = 2 } 20 |> globalAvgPool |> dense 10",

        // Channels that are groups, more than one tile of them.
        "conv2d 70 3 { padding = 1; stride = 2 } |> batchNorm |> relu |> separableConv2d 20 3 { padding = 1; stride = 2 }"
            + " |> relu |> conv2d 20 3 { groups = 20; dilation = 2; padding = 3 } |> dropout 0.1 |> flatten |> dense 10",
    ];

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Networks))]
    public void Losses_and_weights_have_the_same_bits_on_any_number_of_threads(string network)
    {
        var create = CompiledModel.Load(CompiledModel.Compile(Source(network)));
        var one = Train(create, new() { Threads = 1 });
        foreach (var threads in new[] { 2, 3, 7 })
        {
            var others = Train(create, new() { Threads = threads });
            Assert.Equal(one.Losses, others.Losses);
            Assert.Equal(one.Weights, others.Weights);
        }

        Assert.NotEqual(one.Losses, Train(create, new() { Threads = 1, Seed = 8 }).Losses);
    }

    /// <summary>One thread runs what otherwise the workers run: that allocates nothing either.</summary>
    [Theory]
    [MemberData(nameof(Networks))]
    public void A_warm_step_allocates_nothing(string network)
    {
        var create = CompiledModel.Load(CompiledModel.Compile(Source(network)));
        foreach (var threads in new[] { 1, 3 })
        {
            var marks = new AllocationMarks();
            using var model = create(Options(new() { Threads = threads }));
            model.Train(options: new() { Epochs = 3, OnStep = _ => marks.Add() });

            // Within the last epoch: the steps between its first and its last report.
            Assert.Equal(3 * ((Examples + Batch - 1) / Batch), marks.Count);
            marks.AssertNone(marks.Count * 2 / 3, marks.Count - 1);
        }
    }

    private static string Source(string network) => $$"""
        model Net (image: f32[N, 3, 20, 18]) : f32[N, 10] = image |> {{network}}

        train Net =
            { data      = cifar10 ["train.bin"] |> randomCrop { padding = 4 } [20; 18] |> randomHorizontalFlip |> scale (1.0 / 255.0)
              loss      = crossEntropy
              optimizer = adam
              schedule  = constantRate 1e-3
              batch     = {{Batch}}
              epochs    = 2 }
        """;

    private (long[] Losses, int[] Weights) Train(Func<ModelOptions?, Model> create, ModelOptions options)
    {
        using var model = create(Options(options));
        var losses = new List<long>();
        model.Train(options: new() { OnStep = step => losses.Add(BitConverter.DoubleToInt64Bits(step.Loss)) });
        return ([.. losses], [.. model.Parameters.SelectMany(p => p.ToArray<float>()).Select(BitConverter.SingleToInt32Bits)]);
    }

    private ModelOptions Options(ModelOptions options) => options with { DataDirectory = folder.Path };
}
