using NetLang.Runtime;
using NetLang.Runtime.Data;
using NetLang.Testing;
using Xunit;

namespace NetLang.Parity.Tests.PyTorch;

/// <summary>Values and all gradients of layers that normalise, and of blocks of layers, in training and at inference.</summary>
public class NormalisationTests
{
    private static readonly NormCase[] All = [.. Fixture.Norms.Cases, .. Fixture.Blocks.Cases];

    public static TheoryData<int, string, string> Cases
    {
        get
        {
            var data = new TheoryData<int, string, string>();
            foreach (var (i, each) in All.Index())
            {
                var name = $"{each.Layer} [{string.Join(", ", each.Shape)}]";
                data.Add(i, name, "f64");
                data.Add(i, name, "f32");
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Agrees_with_PyTorch(int index, string name, string type)
    {
        Assert.NotEmpty(name);
        var expected = All[index];
        var rows = expected.Shape[0];
        var output = expected.Output ?? expected.Shape;
        var row = string.Join(", ", output[1..]);
        // The gradient by `probe` is output · weight, which shows what the layer gives in training.
        using var model = CompiledModel.Create($$"""
            optimizer gradient (w, g, rate, step) =
                w <- g

            model Net (row: {{type}}[N, {{rows}}]) : {{type}}[N, {{row}}] =
                param x     : {{type}}[{{rows}}, {{expected.X.Length / rows}}] = zeros
                param probe : {{type}}[{{rows}}, {{row}}] = zeros
                let y = reshape [N; {{string.Join("; ", expected.Shape[1..])}}] (row @ x) |> {{expected.Layer}}
                y + stopGradient y * reshape (shape y) (row @ reshape [{{rows}}; {{expected.W.Length / rows}}] probe)

            train Net =
                { loss = fun output weight -> sum (output * weight)
                  optimizer = gradient
                  batch = {{rows}}
                  epochs = 1 }
            """);
        var rowsOfX = Agreement.Column("row", Agreement.Identity(rows), type, rows);
        // Three norms over few numbers, one behind the other: rounding grows.
        var tolerance = type == "f64" ? 1e-9 : name.StartsWith("bottleneckBlock", StringComparison.Ordinal) ? 5e-5 : 1e-5;

        Set(model, expected);
        model.Train(new Dataset(rowsOfX, Agreement.Column("weight", expected.W, type, output[1..])));
        Agreement.Check(
            model.Parameters["probe"].Values(), [.. expected.Y.Zip(expected.W, (y, w) => y * w)], tolerance);
        foreach (var (weight, gradient) in expected.Gradients)
            Agreement.Check(Parameter(model, expected, weight).Values(), gradient, tolerance);

        Set(model, expected);
        model.Parameters["probe"].Set(new double[expected.W.Length]);
        var predicted = model.Predict(new Dataset(rowsOfX)).Columns[0].ToDoubles();
        Agreement.Check(predicted, expected.Predicted, tolerance);
    }

    private static void Set(Model model, NormCase values)
    {
        model.Parameters["x"].Set(values.X);
        foreach (var (name, weight) in values.Weights)
            Parameter(model, values, name).Set(weight);
    }

    private static ParameterTensor Parameter(Model model, NormCase of, string name) =>
        model.Parameters[name == "x" ? name : $"{of.Layer.Split(' ')[0]}.{name}"];
}
