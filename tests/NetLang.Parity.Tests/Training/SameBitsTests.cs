using NetLang.Runtime;
using NetLang.Runtime.Data;
using NetLang.Testing;
using Xunit;

namespace NetLang.Parity.Tests.Training;

/// <summary>What training promises besides its result: the same bits for any number of threads, and no garbage.</summary>
[Trait("Category", "Numeric")]
public class SameBitsTests
{
    // Sizes that are no multiple of any vector or tile; the last batch is partial.
    private const int Examples = 333;
    private const int Features = 131;
    private const int Classes = 11;

    private const string Source = """
        model Net (x: f32[N, 131]) : f32[N, 11] =
            x |> dense 150 |> relu |> dropout 0.2 |> dense 70 |> gelu |> dense 11

        train Net = { loss = crossEntropy; optimizer = adamW; batch = 64; epochs = 1; seed = 3 }
        """;

    [Fact]
    public void An_epoch_gives_the_same_bits_on_one_two_and_three_threads()
    {
        var create = CompiledModel.Load(CompiledModel.Compile(Source));
        var one = Weights(create, 1);
        Assert.Equal(one, Weights(create, 2));
        Assert.Equal(one, Weights(create, 3));
    }

    [Fact]
    public void Another_seed_gives_other_bits()
    {
        var create = CompiledModel.Load(CompiledModel.Compile(Source));
        Assert.NotEqual(Weights(create, 1), Weights(create, 1, seed: 4));
    }

    /// <summary>One thread runs what otherwise the workers run: that allocates nothing either.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_warm_step_allocates_nothing(int threads)
    {
        using var model = CompiledModel.Load(CompiledModel.Compile(Source))(new ModelOptions { Threads = threads });
        var marks = new AllocationMarks();
        model.Train(Data(), new() { Epochs = 4, OnStep = _ => marks.Add() });

        // Within the last epoch: the steps between its first and its last report.
        marks.AssertNone(marks.Count * 3 / 4, marks.Count - 1);
    }

    private static int[] Weights(Func<ModelOptions?, Model> create, int threads, ulong seed = 3)
    {
        using var model = create(new ModelOptions { Threads = threads, Seed = seed });
        model.Train(Data());
        return [.. model.Parameters.SelectMany(p => p.ToArray<float>()).Select(BitConverter.SingleToInt32Bits)];
    }

    private static Dataset Data()
    {
        var random = new System.Random(5);
        var features = new float[Examples * Features];
        var labels = new int[Examples];
        for (var i = 0; i < features.Length; i++)
            features[i] = (random.NextSingle() * 2) - 1;
        for (var i = 0; i < labels.Length; i++)
            labels[i] = random.Next(Classes);
        return Dataset.FromArrays(features, labels);
    }
}
