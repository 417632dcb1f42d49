using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using Xunit;

namespace NetLang.Compiler.Tests.Semantics;

/// <summary>Models as a whole.</summary>
public class ModelTests
{
    private const string Mlp = """
        /// Two layers.
        model Mlp (x: f32[N, 3]) : f32[N, 2] =
            x |> dense 4 |> relu |> dropout 0.5 |> dense 2
        """;

    [Fact]
    public void AModelHasInputsOutputsVariablesAndASymbol()
    {
        var model = Analyzed.Model(Mlp);
        Assert.Equal("Mlp", model.Name);
        Assert.Equal("N", model.BatchSymbol);
        Assert.Equal("N", Assert.Single(model.Symbols));
        Assert.Equal("x: f32[N, 3]", $"{model.Inputs[0].Name}: {model.Inputs[0].Type}");
        Assert.Equal("f32[N, 2]", model.Outputs[0].Type.ToString());
        Assert.Equal(4, model.Variables.Length);
    }

    [Fact]
    public void TheGraphsAreAsRecorded()
    {
        var model = Analyzed.Model(Mlp);
        Verifier.Check(model.Predict, "elaboration", model.Variables);
        Verifier.Check(model.Initialize, "elaboration", model.Variables);
        Testing.Snapshot.Match(GraphText.Print(model.Predict) + "\n" + GraphText.Print(model.Initialize), "Mlp");
    }

    [Fact]
    public void RandomKeysDependOnPlacesAlone()
    {
        static string Keys(string model) => string.Join(' ', Analyzed.Model(model).Initialize.Nodes
            .Where(n => n.Op.Name == "random").Select(n => n.Attributes.Int("key")).Take(2));
        Assert.Equal(Keys(Mlp), Keys(Mlp + " |> dense 2"));
        var model = Analyzed.Model(Mlp);
        var keys = model.Initialize.Nodes.Where(n => n.Op.Name == "random").Select(n => n.Attributes.Int("key")).ToList();
        Assert.Equal(4, keys.Distinct().Count());
    }

    [Fact]
    public void ATupleGivesSeveralOutputs() => Assert.Equal(
        ["output1: f32[N, 4]", "output2: f32[N, 2]"],
        Analyzed.Model("model M (x: f32[N, 3]) : (f32[N, 4], f32[N, 2]) = (dense 4 x, dense 2 x)")
            .Outputs.Select(o => $"{o.Name}: {o.Type}"));

    [Fact]
    public void StatesAreReadAtInferenceAndNotAssigned() => Assert.Equal(
        ["center.running: f32[3]"], Analyzed.Variables("model M (x: f32[N, 3]) = center x"));

    [Theory]
    [InlineData("model M (x: f32[N, 3]) : f32[N, 4] = x", "NL3004")]
    [InlineData("model M (x: f32[N, 3]) = 5", "NL3004")]
    [InlineData("model M (x: f32[N, 3]) =\n    param w : f32[3] = x\n    w", "NL2104")]
    [InlineData("model M (x: f32[N, 3]) =\n    param w : f32[3] = zeros [4]\n    w", "NL2104")]
    [InlineData("model M (x: f32[N, 3]) =\n    param w : f32[N] = zeros\n    w", "NL2103")]
    [InlineData("model M (x: f32[N, 3]) =\n    w <- x\n    x", "NL2105")]
    [InlineData("model M (x: f32[N, 3]) =\n    let w = x\n    w <- x\n    x", "NL2105")]
    [InlineData("model M (x: f32[N, 3]) =\n    if training then x else dense 3 x", "NL2107")]
    public void Mistakes(string text, string code) => Assert.Equal(code, Analyzed.Error(text).Code);

    [Fact]
    public void IndicesAreBounded() => Assert.Equal(
        7, Analyzed.Model("model M (x: i32[N]) = checkIndex 7 x + 0").Inputs[0].IndexBound);

    [Fact]
    public void LongChainsDoNotOverflowTheStack() => Assert.Empty(Analyzed.Diagnostics(
        "model M (x: f32[N, 3]) =\n    x" + string.Concat(Enumerable.Repeat("\n    |> relu", 300))));

    [Fact]
    public void DeepExpressionsAreADiagnostic() => Assert.Contains(
        Analyzed.Diagnostics("model M (x: f32[N, 3]) =\n    repeat 3000 (fun f -> f >> relu) relu x"), d => d.Code == "NL2011");
}
