using NetLang.Runtime.Data;
using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Training;

/// <summary>2,000 steps of an LSTM train within <c>memory</c>, by the plan that runs, and have the same gradients.</summary>
[Trait("Category", "Slow")]
public sealed class LongSequenceTests
{
    private const int Steps = 2000;
    private const int MB = 1024 * 1024;

    // So that a step changes weights by as much as they are: of a small change, a weight's own rounding would be seen.
    private const double Rate = 1000;

    /// <summary>Where all is kept, a batch of 32 takes 422 MB; where each step is computed again, 391 MB; segments take 87 MB.</summary>
    [Theory]
    [InlineData(32, 512)]
    [InlineData(64, 512)]
    [InlineData(32, 400)]
    [InlineData(32, 128)]
    public void Plans_keep_to_the_budget(int batch, int megabytes)
    {
        Assert.InRange(TrainingPlan.Bytes(Compile(batch, $"memory = \"{megabytes}MB\""), batch), 1L, megabytes * (long)MB);
    }

    [Fact]
    public void Without_a_budget_steps_are_kept() => Assert.InRange(TrainingPlan.Bytes(Compile(32, ""), 32), 400L * MB, 512L * MB);

    [Fact]
    public void Gradients_are_those_of_unlimited_memory()
    {
        var data = Data(32);
        var expected = Gradients(data, "");
        var largest = expected.Max(Math.Abs);
        Assert.InRange(largest, 1e-3, 1);
        foreach (var memory in new[] { "512MB", "400MB", "128MB" })
        {
            var found = Gradients(data, $"memory = \"{memory}\"");
            Assert.InRange(expected.Zip(found).Max(pair => Math.Abs(pair.First - pair.Second)), 0, 1e-6 * largest);
        }
    }

    private static Compilation Compile(int batch, string memory) => CompiledModel.Compile($$"""
        model Long (x: f32[N, {{Steps}}, 64]) : f32[N, {{Steps}}, 128] = x |> lstm 128

        train Long =
            { loss      = mse
              optimizer = sgd { momentum = 0.0 }
              schedule  = constantRate {{Rate}}.0
              batch     = {{batch}}
              {{memory}} }
        """);

    /// <summary>Of all weights, by how a step changes them.</summary>
    private static double[] Gradients(Dataset data, string memory)
    {
        using var model = CompiledModel.Create(Compile(data.Count, memory), new() { Seed = 1, Threads = 2 });
        var before = Weights();
        model.Train(data, new() { Epochs = 1 });
        return [.. before.Zip(Weights(), (old, changed) => (old - (double)changed) / Rate)];

        float[] Weights() => [.. model.Parameters.SelectMany(parameter => parameter.ToArray<float>())];
    }

    private static Dataset Data(int batch)
    {
        var random = new Random(1);
        return new(Column("x", 64), Column("target", 128));

        DataColumn Column(string name, int width) => DataColumn.Create(
            name, Enumerable.Range(0, batch * Steps * width).Select(_ => random.NextSingle()).ToArray(), Steps, width);
    }
}
