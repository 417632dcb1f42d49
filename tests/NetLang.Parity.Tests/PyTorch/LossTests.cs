using NetLang.Runtime.Data;
using NetLang.Testing;
using Xunit;

namespace NetLang.Parity.Tests.PyTorch;

/// <summary>Values and gradients of every loss.</summary>
[Trait("Category", "Numeric")]
public class LossTests
{
    public static TheoryData<string, string> Cases
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var each in Fixture.Losses.Cases)
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
        var fixture = Fixture.Losses;
        var (rows, columns) = (fixture.Shape[0], fixture.Shape[1]);
        var expected = fixture.Cases.Single(c => c.Name == name);
        using var model = CompiledModel.Create($$"""
            optimizer probe (w, g, rate, step) =
                w <- g

            model Net (row: {{type}}[N, {{rows}}]) : {{type}}[N, {{columns}}] =
                param x : {{type}}[{{rows}}, {{columns}}] = zeros
                row @ x

            train Net = { loss = {{name}}; optimizer = probe; batch = {{rows}}; epochs = 1 }
            """);
        var row = Agreement.Column("row", Agreement.Identity(rows), type, rows);
        var target = expected.IntegerTarget
            ? DataColumn.Create("target", Array.ConvertAll(expected.Target, v => (int)v))
            : Agreement.Column("target", expected.Target, type, columns);
        var parameter = model.Parameters["x"];
        parameter.Set(fixture.Output);

        var report = model.Train(new Dataset(row, target));
        Agreement.Check([report[0].TrainLoss], [expected.Loss], type == "f64" ? 1e-9 : 1e-4);
        Agreement.Check(parameter.Values(), expected.Gradient, type == "f64" ? 1e-9 : 1e-5);
    }
}
