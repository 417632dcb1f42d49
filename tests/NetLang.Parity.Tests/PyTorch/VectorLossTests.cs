using NetLang.Runtime.Data;
using NetLang.Testing;
using Xunit;

namespace NetLang.Parity.Tests.PyTorch;

/// <summary>Values and gradients of losses that compare a model's outputs with each other.</summary>
public class VectorLossTests
{
    public static TheoryData<string, string> Cases
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var each in Fixture.VectorLosses.Cases)
            {
                data.Add(each.Name, "f64");
                data.Add(each.Name, "f32");
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Agrees_with_PyTorch(string name, string type)
    {
        var fixture = Fixture.VectorLosses;
        var (rows, columns) = (fixture.Shape[0], fixture.Shape[1]);
        var expected = fixture.Cases.Single(c => c.Name == name);
        var isPair = expected.Outputs == 2;
        using var model = CompiledModel.Create($$"""
            optimizer probe (w, g, rate, step) =
                w <- g

            model Net (row: {{type}}[N, {{rows}}]) : ({{Join(expected, _ => $"{type}[N, 5]")}}) =
                param x : {{type}}[{{rows}}, {{columns}}] = zeros
                let y = row @ x
                ({{Join(expected, i => $"y[_, {5 * i}..{(5 * i) + 4}]")}})

            train Net = { loss = {{name}}; optimizer = probe; batch = {{rows}}; epochs = 1 }
            """);
        var row = Agreement.Column("row", Agreement.Identity(rows), type, rows);
        var label = Agreement.Column("label", fixture.Label, type);
        var parameter = model.Parameters["x"];
        parameter.Set(fixture.Output);

        var report = model.Train(isPair ? new Dataset(row, label) : new Dataset(row));
        Agreement.Check([report[0].TrainLoss], [expected.Loss], type == "f64" ? 1e-9 : 1e-4);
        Agreement.Check(parameter.Values(), expected.Gradient, type == "f64" ? 1e-9 : 1e-5);
    }

    private static string Join(VectorLossCase expected, Func<int, string> item) =>
        string.Join(", ", Enumerable.Range(0, expected.Outputs).Select(item));
}
