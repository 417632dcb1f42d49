using NetLang.Compiler.IR;
using Xunit;

namespace NetLang.Compiler.Tests.Semantics;

/// <summary>What differs between the two elaborations of a model.</summary>
public class TrainingFormTests
{
    private static ModelDefinition Trained(string body, string definitions = "") => Analyzed.ModelOfUser($$"""
        {{definitions}}
        model M (x: f32[N, 3]) =
        {{string.Join('\n', body.Split('\n').Select(line => "    " + line))}}
        train M = { loss = mse; optimizer = sgd }
        """);

    private static List<long> Keys(Graph graph) =>
        [.. graph.Nodes.Where(n => n.Op.Name == "random").Select(n => n.Attributes.Int("key"))];

    [Fact]
    public void AStateIsUpdatedByTrainingAndReadByInference()
    {
        var model = Trained("center x * share (dense 3) x", """
            let center (x: 't[n, c]) : 't[n, c] =
                state running : 't[c] = zeros
                if training then
                    running <- 0.9 * running + 0.1 * mean { axis = 0 } x
                    x - running
                else
                    x - running
            """);
        Assert.Contains(model.Train!.Results, r => r is { Kind: ResultKind.Update, Name: "center.running" });
        Assert.DoesNotContain(model.Predict.Results, r => r.Kind == ResultKind.Update);
        Assert.Contains(model.Predict.Nodes, n => n.Op.Name == "variable" && n.Attributes.Text("name") == "center.running");
        Assert.DoesNotContain(model.Evaluate!.Results, r => r.Kind == ResultKind.Update);
    }

    [Fact]
    public void AnAssignmentHoldsForTheLinesBehindIt()
    {
        var model = Trained("dense 3 x * counted x", """
            let counted (x: 't[..]) =
                state count : 't[] = zeros
                count <- count + 1.0
                count <- count * 2.0
                x + count
            """);
        var update = model.Train!.Results.Single(r => r.Name == "counted.count").Value;
        Assert.Equal("mul", update.Op.Name);
        Assert.Equal("add", update.Inputs[0].Op.Name);
    }

    [Fact]
    public void AStateIsNotAssignedFromALambda() => Assert.Equal("NL2105", Analyzed.Error("""
        model M (x: f32[N, 3]) =
            state count : f32[] = zeros
            let bump = fun y ->
                count <- count + 1.0
                y
            bump x
        """).Code);

    [Fact]
    public void EachCallDrawsItsOwnNumbers() =>
        Assert.Equal(2, Keys(Trained("x |> dropout 0.5 |> dense 3 |> dropout 0.5").Train!).Distinct().Count());

    [Fact]
    public void EachIterationDrawsItsOwnNumbers() =>
        Assert.Equal(3, Keys(Trained("x |> repeat 3 (dropout 0.5) |> dense 3").Train!).Distinct().Count());

    [Fact]
    public void ASharedLayerDrawsAnewInEachApplication()
    {
        var model = Trained("let layer = share (dense 3 >> dropout 0.5)\nx |> layer |> layer");
        Assert.Equal(["dense.weight", "dense.bias"], model.Variables.Select(v => v.Path));
        Assert.Equal(2, Keys(model.Train!).Distinct().Count());
    }

    [Fact]
    public void InferenceDrawsNothing() => Assert.Empty(Keys(Trained("x |> dropout 0.5 |> dense 3").Predict));
}
