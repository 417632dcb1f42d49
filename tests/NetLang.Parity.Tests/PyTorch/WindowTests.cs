using NetLang.Runtime;
using NetLang.Runtime.Data;
using NetLang.Testing;
using Xunit;

namespace NetLang.Parity.Tests.PyTorch;

/// <summary>Values and all gradients of convolutions, poolings and resizing.</summary>
public class WindowTests
{
    public static TheoryData<int, string> Cases
    {
        get
        {
            var data = new TheoryData<int, string>();
            foreach (var (index, each) in Fixture.Windows.Cases.Index())
                data.Add(index, $"{each.Layer} of [{string.Join(", ", each.Shape)}]");
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Agrees_with_PyTorch(int index, string name)
    {
        Assert.NotEmpty(name);
        var expected = Fixture.Windows.Cases[index];
        var rows = expected.Shape[0];
        using var model = CompiledModel.Create($$"""
            optimizer gradient (w, g, rate, step) =
                w <- g

            model Net (row: f32[N, {{rows}}]) : f32[N, {{string.Join(", ", expected.Output[1..])}}] =
                param x : f32[{{rows}}, {{expected.X.Length / rows}}] = zeros
                reshape [N; {{string.Join("; ", expected.Shape[1..])}}] (row @ x) |> {{expected.Layer}}

            train Net =
                { loss = fun output weight -> sum (output * weight)
                  optimizer = gradient
                  batch = {{rows}}
                  epochs = 1 }
            """);
        var row = Agreement.Column("row", Agreement.Identity(rows), "f32", rows);
        Parameter(model, expected, "x").Set(expected.X);
        foreach (var (weight, values) in expected.Weights)
            Parameter(model, expected, weight).Set(values);

        // All figures are multiples of a small power of two: sums are exact in any order, but for divisions of means.
        Agreement.Check(model.Predict(new Dataset(row)).Columns[0].ToDoubles(), expected.Y, 1e-6);
        model.Train(new Dataset(row, Agreement.Column("weight", expected.W, "f32", expected.Output[1..])));
        foreach (var (weight, gradient) in expected.Gradients)
            Agreement.Check(Parameter(model, expected, weight).Values(), gradient, 1e-6);
    }

    private static ParameterTensor Parameter(Model model, WindowCase of, string name) =>
        model.Parameters[name == "x" ? name : $"{of.Layer.Split(' ')[0]}.{name}"];
}
