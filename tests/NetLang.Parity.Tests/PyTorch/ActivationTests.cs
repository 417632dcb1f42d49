using NetLang.Runtime.Data;
using NetLang.Testing;
using Xunit;

namespace NetLang.Parity.Tests.PyTorch;

/// <summary>Values and gradients of every activation.</summary>
[Trait("Category", "Numeric")]
public class ActivationTests
{
    private static readonly Dictionary<string, string> Written = new()
    {
        ["geluTanh"] = "gelu { approximate = Tanh }",
    };

    public static TheoryData<string, string> Cases
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var each in Fixture.Activations.Cases)
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
        var fixture = Fixture.Activations;
        var (rows, columns) = (fixture.Shape[0], fixture.Shape[1]);
        var expected = fixture.Cases.Single(c => c.Name == name);
        var function = Written.GetValueOrDefault(name, name);
        using var model = CompiledModel.Create($$"""
            optimizer probe (w, g, rate, step) =
                w <- g

            model Net (row: {{type}}[N, {{rows}}]) : {{type}}[N, {{columns}}] =
                param x : {{type}}[{{rows}}, {{columns}}] = zeros
                {{function}} (row @ x)

            train Net =
                { loss = fun output weight -> sum (output * weight)
                  optimizer = probe
                  batch = {{rows}}
                  epochs = 1 }
            """);
        var row = Agreement.Column("row", Agreement.Identity(rows), type, rows);
        var parameter = model.Parameters["x"];
        parameter.Set(fixture.X);
        var tolerance = type == "f64" ? 1e-9 : 1e-5;

        var y = model.Predict(new Dataset(row)).Columns[0].ToDoubles();
        Agreement.Check(y, expected.Y, tolerance);

        model.Train(new Dataset(row, Agreement.Column("weight", fixture.W, type, columns)));
        Agreement.Check(parameter.Values(), expected.Gradient, tolerance);
    }
}
