using NetLang.Runtime;
using NetLang.Runtime.Data;
using NetLang.Testing;
using Xunit;

namespace NetLang.Parity.Tests.PyTorch;

/// <summary>Ten steps of training: the statistics that a layer has gathered, its weights, and what it predicts by them.</summary>
public class RunningStatisticsTests
{
    public static TheoryData<int, string> Cases
    {
        get
        {
            var data = new TheoryData<int, string>();
            foreach (var i in Enumerable.Range(0, Fixture.RunningStatistics.Cases.Length))
            {
                data.Add(i, "f64");
                data.Add(i, "f32");
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Agree_with_PyTorch(int index, string type)
    {
        var expected = Fixture.RunningStatistics.Cases[index];
        var example = string.Join(", ", expected.Shape);
        using var model = CompiledModel.Create($$"""
            model Net (x: {{type}}[N, {{example}}]) : {{type}}[N, {{example}}] = x |> {{expected.Layer}}

            train Net =
                { loss = mse
                  optimizer = sgd
                  schedule = constantRate 0.05
                  batch = 4
                  epochs = 1 }
            """);
        var x = Agreement.Column("x", expected.X, type, expected.Shape);
        var target = Agreement.Column("target", expected.Target, type, expected.Shape);
        var tolerance = type == "f64" ? 1e-9 : 1e-5;

        model.Train(new Dataset(x, target), new() { Shuffle = false });

        Assert.Equal(["bias", "running_mean", "running_var", "weight"], expected.State.Keys.Order());
        foreach (var (name, values) in expected.State)
            Agreement.Check(model.Parameters[$"batchNorm.{name}"].Values(), values, tolerance);
        Agreement.Check(model.Predict(new Dataset(x)).Columns[0].ToDoubles(), expected.Predicted, tolerance);
    }

    /// <summary>As in PyTorch: one value has no variance.</summary>
    [Fact]
    public void One_value_a_channel_is_refused_in_training_alone()
    {
        using var model = CompiledModel.Create("""
            model Net (x: f32[N, 3]) : f32[N, 3] = batchNorm x

            train Net = { loss = mse; batch = 4; epochs = 1 }
            """);
        var x = Agreement.Column("x", new double[15], "f32", 3);
        var target = Agreement.Column("target", new double[15], "f32", 3);

        var error = Assert.Throws<NetLangException>(() => model.Train(new Dataset(x, target)));
        Assert.Contains("batchNorm needs more than one value a channel in training", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, model.Predict(new Dataset(Agreement.Column("x", [1, 2, 3], "f32", 3))).Count);
    }
}
