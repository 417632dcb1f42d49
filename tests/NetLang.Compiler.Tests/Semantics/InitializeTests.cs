using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Semantics;

/// <summary><c>initialize { name = … } f</c> gives params and states under it other initial values.</summary>
public class InitializeTests
{
    private const string Definitions = """
        let counted (x: 't[n, c]) : 't[n, c] =
            state seen : i32[] = zeros
            param gain : 't[c] = ones
            seen <- seen + 1
            x * gain
        let block x = x |> dense 2 |> counted |> dense 2
        let inner x = x |> initialize { bias = ones } (dense 2) |> dense 2
        let twos dims = 2.0 * ones dims

        """;

    [Theory]
    [InlineData("initialize { weight = ones } (dense 2) x", "dense.weight", 1)]
    [InlineData("initialize { weight = filled 0.5; bias = twos } (dense 2) x", "dense.bias", 2)]
    [InlineData("initialize { weight = fun dims -> filled 3.0 dims } (dense 2) x", "dense.weight", 3)]
    [InlineData("initialize { weight = tensor [[4.0; 4.0]; [4.0; 4.0]] } (dense 2) x", "dense.weight", 4)]
    [InlineData("initialize { gain = 5.0 } counted x |> dense 2", "counted.gain", 5)]
    [InlineData("initialize { seen = 6 } counted x |> dense 2", "counted.seen", 6)]
    // At any depth.
    [InlineData("initialize { bias = twos } block x", "block.dense2.bias", 2)]
    [InlineData("initialize { bias = twos } (fun y -> y |> block |> block) x", "block2.dense.bias", 2)]
    [InlineData("x |> repeat 2 (initialize { bias = twos } (dense 2))", "dense.1.bias", 2)]
    [InlineData("x |> initialize { bias = twos } (repeat 2 (dense 2))", "dense.1.bias", 2)]
    [InlineData("initialize { bias = twos } (dense 2 >> relu >> dense 2) x", "dense2.bias", 2)]
    // The nearest decides.
    [InlineData("initialize { bias = twos } inner x", "inner.dense.bias", 1)]
    [InlineData("initialize { bias = twos } inner x", "inner.dense2.bias", 2)]
    // It waits for all arguments, and goes with other changes.
    [InlineData("initialize { bias = twos } dense 2 x", "dense.bias", 2)]
    [InlineData("x |> named \"head\" (initialize { bias = twos } (dense 2))", "head.bias", 2)]
    [InlineData("x |> initialize { bias = twos } (named \"head\" (dense 2))", "head.bias", 2)]
    [InlineData("x |> freeze (initialize { bias = twos } (dense 2)) |> dense 2", "dense.bias", 2)]
    [InlineData("let layer = share (initialize { bias = twos } (dense 2))\n    x |> layer |> layer", "dense.bias", 2)]
    // A param is called as it is in files.
    [InlineData("initialize { gain_a = 5.0 } (suffixed \"_a\" (fun x ->\n        param gain : 't[2] = ones\n        gain * x)) x |> dense 2", "gain_a", 5)]
    public void It_is_what_training_begins_with(string body, string path, double expected)
    {
        var model = new ReferenceModel(Programs.Model(Text(body)));
        Assert.All(model.Variables[path].Values, value => Assert.Equal(expected, value));
    }

    [Fact]
    public void Nothing_else_changes()
    {
        var plain = new ReferenceModel(Programs.Model(Text("x |> dense 2 |> dense 2")), seed: 3);
        const string zeroed = "x |> initialize { bias = zeros } (dense 2) |> dense 2";
        var changed = new ReferenceModel(Programs.Model(Text(zeroed)), seed: 3);
        Assert.Equal(plain.Variables.Keys.Order(), changed.Variables.Keys.Order());
        Assert.Equal([0, 0], changed.Variables["dense.bias"].Values);
        foreach (var path in plain.Variables.Keys.Where(path => path != "dense.bias"))
            Assert.Equal(plain.Variables[path].Values, changed.Variables[path].Values);
    }

    [Theory]
    [InlineData("NL2109", "initialize { weigth = ones } (dense 2) x", "did you mean `weight`?")]
    [InlineData("NL2109", "initialize { kernel = ones } (dense 2) x", "it declares `bias`, `weight`")]
    [InlineData("NL2109", "initialize { bias = ones } relu x |> dense 2", "it declares none")]
    [InlineData("NL2109", "initialize { gain = ones; bais = ones } block x", "did you mean `bias`?")]
    [InlineData("NL2104", "initialize { bias = zeros [3] } (dense 2) x", "give a function from the shape")]
    [InlineData("NL2104", "initialize { bias = sum { axis = 0 } x } (dense 2) x", "from shapes, numbers and random draws")]
    [InlineData("NL2010", "initialize { bias = xavierUniform } (dense 2) x", null)]
    [InlineData("NL2003", "initialize ones (dense 2) x", "`{ weight = xavierUniform }`")]
    [InlineData("NL2003", "initialize { bias = ones } x", null)]
    public void A_mistake_is_reported_with_its_repair(string code, string body, string? help)
    {
        var error = Assert.Single(Programs.Analyze(Text(body)).Diagnostics.All);
        Assert.Equal(code, error.Code);
        Assert.Contains(help ?? "", error.Help ?? "", StringComparison.Ordinal);
    }

    private static string Text(string body) => $$"""
        {{Definitions}}
        model M (x: f32[N, 2]) : f32[N, 2] =
            {{body}}

        train M = { loss = mse; optimizer = sgd }
        """;
}
