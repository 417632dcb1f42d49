using NetLang.Runtime.Data;
using NetLang.Testing;
using Xunit;

namespace NetLang.Parity.Tests.PyTorch;

/// <summary>Fifty steps of a small network with every optimizer, from the same weights and batches.</summary>
public class OptimizerTests
{
    private const int Steps = 50;

    private static readonly string[] Names =
        ["dense.weight", "dense.bias", "dense2.weight", "dense2.bias"];

    public static TheoryData<string, string> Cases
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var each in Fixture.Optimizers.Cases)
            {
                data.Add(each.Optimizer, "f64");
                data.Add(each.Optimizer, "f32");
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Agrees_with_PyTorch(string optimizer, string type)
    {
        var fixture = Fixture.Optimizers;
        var expected = fixture.Cases.Single(c => c.Optimizer == optimizer);
        using var model = CompiledModel.Create($$"""
            model Net (x: {{type}}[N, 3]) : {{type}}[N, 2] =
                x |> dense 5 |> tanh |> dense 2

            train Net =
                { loss = mse
                  optimizer = {{optimizer}}
                  schedule = constantRate 0.05
                  batch = 8
                  epochs = 1 }
            """);
        for (var i = 0; i < Names.Length; i++)
            model.Parameters[Names[i]].Set(fixture.Initial[i]);

        var losses = new List<double>();
        model.Train(
            new Dataset(
                Agreement.Column("x", Repeat(fixture.X), type, 3),
                Agreement.Column("y", Repeat(fixture.Y), type, 2)),
            new() { Shuffle = false, OnStep = step => losses.Add(step.StepLoss) });

        Agreement.Check(losses, expected.Losses, type == "f64" ? 1e-9 : 1e-4);
        for (var i = 0; i < Names.Length; i++)
        {
            var ours = model.Parameters[Names[i]].Values();
            if (type == "f64")
                Agreement.Check(ours, expected.Weights[i], 1e-9);
            else
                Assert.True(Distance(ours, expected.Weights[i]) <= 1e-3 * Norm(expected.Weights[i]), Names[i]);
        }
    }

    /// <summary>The four batches of 8 rows, again and again, as many as there are steps.</summary>
    private static double[] Repeat(double[] values)
    {
        var batch = values.Length / 4;
        return [.. Enumerable.Range(0, Steps * batch).Select(i => values[i % values.Length])];
    }

    private static double Norm(double[] values) => Math.Sqrt(values.Sum(v => v * v));

    private static double Distance(double[] a, double[] b) => Norm([.. a.Zip(b, (x, y) => x - y)]);
}
