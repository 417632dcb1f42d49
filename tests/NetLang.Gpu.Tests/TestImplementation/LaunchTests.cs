using System.Linq;
using NetLang.Gpu.Tests.Agreement;
using NetLang.Gpu.Tests.Models;
using Xunit;

namespace NetLang.Gpu.Tests.TestImplementation;

/// <summary>What a training step asks of a device: launches take microseconds each, and copies make it wait.</summary>
public sealed class LaunchTests
{
    private const int Examples = 8;

    private const string Mlp = """
        model Mlp (x: f32[N, 20]) : f32[N, 10] =
            x |> dense 16 |> relu |> dropout 0.2 |> dense 12 |> relu |> dense 10

        train Mlp = { loss = crossEntropy; optimizer = adam }
        """;

    [Fact]
    public void A_step_of_the_mlp_is_a_few_launches_and_one_copy_of_the_loss()
    {
        using var accelerator = TestDevice.Create(groupSize: 4);
        var built = new BuiltModel(Mlp);
        using var model = built.CreateOn(accelerator, new() { Threads = 1 });
        var data = new RandomExamples(built.Definition, Examples).Dataset;
        var (launches, bytes) = (0, 0L);
        var steps = 0;
        model.Train(data, new()
        {
            BatchSize = 2,
            Epochs = 1,
            OnStep = _ =>
            {
                if (steps++ > 0)
                {
                    Assert.InRange(accelerator.Launches - launches, 1, 10);
                    Assert.Equal(sizeof(float), accelerator.DefaultStream.BytesToHost - bytes);
                }

                (launches, bytes) = (accelerator.Launches, accelerator.DefaultStream.BytesToHost);
            },
        });
        Assert.Equal(Examples / 2, steps);
    }

    [Fact]
    public void Weights_come_back_when_the_host_looks_at_them_and_go_there_when_it_changes_them()
    {
        using var accelerator = TestDevice.Create(groupSize: 4);
        var built = new BuiltModel(Mlp);
        using var model = built.CreateOn(accelerator, new() { Threads = 1 });
        var data = new RandomExamples(built.Definition, Examples).Dataset;
        var before = model.Parameters.First().ToArray<float>();
        model.Train(data, new() { BatchSize = 4, Epochs = 1 });
        Assert.NotEqual(before, model.Parameters.First().ToArray<float>());

        foreach (var parameter in model.Parameters)
            parameter.CopyFrom(new float[parameter.Count]);
        Assert.All(model.Predict(data).Columns[0].ToDoubles(), score => Assert.Equal(0, score));
    }
}
