using NetLang.Runtime;
using NetLang.Runtime.Data;
using NetLang.Testing;
using Xunit;

namespace NetLang.Parity.Tests.Training;

/// <summary>A model that is partly frozen, as an app has it.</summary>
public class FrozenWeightTests
{
    [Fact]
    public void Training_keeps_every_bit_of_what_is_frozen()
    {
        using var model = CompiledModel.Create(UserProgram.Read("frozen"));
        var before = Bits(model);
        var random = new Random(3);
        model.Train(
            new Dataset(
                DataColumn.Create("x", Values(random, 20 * 5), 5),
                DataColumn.Create("target", Values(random, 20 * 3), 3)),
            new() { Epochs = 3, BatchSize = 8 });
        var after = Bits(model);

        Assert.Equal(
            ["adapter.weight", "adapter.bias", "head.weight", "head.bias"],
            model.Parameters.Where(p => p.IsTrained).Select(p => p.Name));
        foreach (var parameter in model.Parameters)
            Assert.Equal(!parameter.IsTrained, before[parameter.Name].SequenceEqual(after[parameter.Name]));
        Assert.Contains("backbone.0.center.running_mean", after.Keys);
        Assert.Contains("norm.scale", after.Keys);
    }

    [Fact]
    public void What_is_frozen_is_saved_and_loaded()
    {
        using var folder = new TemporaryFolder();
        using var model = CompiledModel.Create(UserProgram.Read("frozen"), new() { Seed = 1 });
        using var other = CompiledModel.Create(UserProgram.Read("frozen"), new() { Seed = 2 });
        Assert.NotEqual(Bits(model)["backbone.1.dense.weight"], Bits(other)["backbone.1.dense.weight"]);
        model.Save(folder.Combine("weights.safetensors"));
        other.LoadWeights(folder.Combine("weights.safetensors"));
        Assert.Equal(Bits(model), Bits(other));
    }

    private static Dictionary<string, float[]> Bits(Model model) =>
        model.Parameters.ToDictionary(p => p.Name, p => p.ToArray<float>());

    private static float[] Values(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => (float)random.NextDouble())];
}
