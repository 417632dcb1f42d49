using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Runtime;
using NetLang.Runtime.Execution;
using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Training;

/// <summary>What training leaves as it is: <c>freeze</c> of a layer, and of a <c>train</c> record.</summary>
public class FreezeTests
{
    private const string Definitions = """
        let center (x: 't[n, c]) : 't[n, c] =
            state running : 't[c] = zeros
            if training then
                running <- 0.9 * running + 0.1 * mean { axis = 0 } x
                x - mean { axis = 0 } x
            else
                x - running
        let backbone x = x |> dense 6 |> center |> dropout 0.5 |> relu

        """;

    private static readonly TensorValue X = new(ElementType.F32, [2, 4], [1, 2, 3, 4, -1, 0.5, 2, 0.25]);
    private static readonly TensorValue Target = new(ElementType.F32, [2, 3], [1, 0, 0, 0, 0, 1]);

    /// <summary>The ways to freeze one layer of a model.</summary>
    public static TheoryData<string, string> Forms => new()
    {
        { "x |> freeze (named \"backbone\" backbone) |> dense 3", "" },
        { "x |> named \"backbone\" (freeze backbone) |> dense 3", "" },
        { "x |> freeze backbone |> dense 3", "" },
        { "let layer = share (freeze backbone)\n    x |> layer |> dense 3", "" },
        { "let layer = freeze (share backbone)\n    x |> layer |> dense 3", "" },
        { "x |> freeze (fun y -> backbone y) |> dense 3", "" },
        { "x |> backbone |> dense 3", "freeze = [\"backbone\"]" },
        { "x |> backbone |> dense 3", "freeze = only [\"backbone\"]" },
        { "x |> backbone |> dense 3", "freeze = except [\"dense\"]" },
        { "x |> backbone |> dense 3", "freeze = [\"back*\"]" },
        { "x |> backbone |> dense 3", "freeze = [\"backbone.dense\"; \"*.center\"]" },
        { "x |> freeze backbone |> dense 3", "freeze = [\"backbone\"]" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_frozen_layer_is_what_it_is_at_inference(string body, string field)
    {
        var model = Model(body, field);
        Assert.Equal(["dense.weight", "dense.bias"], Updated(model));
        Assert.Equal(
            ["backbone.dense.weight", "backbone.dense.bias"],
            model.Variables.Where(v => v.Kind == VariableKind.FrozenParameter).Select(v => v.Path));
        // No dropout, no statistics of the batch, no optimizer state: the one form of it.
        Assert.Equal(GraphText.Print(Model((string)Forms.First()[0], "").Train!), GraphText.Print(model.Train!));
        Assert.DoesNotContain(model.Train!.Nodes, n => n.Op.Name == "random");
        Assert.Equal(5, model.Variables.Length);
    }

    [Theory]
    [InlineData("x |> dense 4 |> dense 3", "[\"dense\"]", "dense2.weight", "dense2.bias")]
    [InlineData("x |> dense 4 |> dense 3", "[\"dense.bias\"]", "dense.weight", "dense2.weight", "dense2.bias")]
    [InlineData("x |> dense 4 |> dense 3", "[\"*.bias\"]", "dense.weight", "dense2.weight")]
    [InlineData("x |> repeat 2 (dense 4) |> dense 3", "[\"dense.0\"; \"dense2\"]", "dense.1.weight", "dense.1.bias")]
    [InlineData("x |> center |> dense 3", "[\"center.running\"]", "dense.weight", "dense.bias")]
    [InlineData("x |> center |> dense 3", "[\"dense.bias\"]", "center.running", "dense.weight")]
    [InlineData("x |> backbone |> dense 3", "[\"backbone.dense\"]", "backbone.center.running", "dense.weight", "dense.bias")]
    public void A_pattern_ends_where_a_name_ends(string body, string patterns, params string[] updated) =>
        Assert.Equal(updated.Order(), Updated(Model(body, $"freeze = {patterns}")).Order());

    [Fact]
    public void Dropout_beside_what_is_frozen_stays() => Assert.Contains(
        Model("x |> dense 4 |> dropout 0.5 |> named \"head\" (dense 3)", "freeze = except [\"head\"]").Train!.Nodes,
        n => n.Op.Name == "random");

    [Fact]
    public void A_layer_that_is_partly_frozen_has_its_training_form() => Assert.Contains(
        Model("x |> backbone |> dense 3", "freeze = [\"backbone.dense\"]").Train!.Nodes, n => n.Op.Name == "random");

    [Fact]
    public void Weights_that_are_frozen_in_one_place_are_frozen()
    {
        var model = Model("let layer = share (dense 4)\n    x |> layer |> freeze layer |> dense 3", "");
        Assert.Equal(["dense2.weight", "dense2.bias"], Updated(model));
    }

    [Fact]
    public void Gradients_pass_through_a_frozen_layer()
    {
        var model = Model("x |> dense 4 |> freeze (dense 5) |> dense 3", "");
        Assert.Equal(["dense.weight", "dense.bias", "dense3.weight", "dense3.bias"], Updated(model));
    }

    [Fact]
    public void The_others_learn_as_they_would()
    {
        const string body = "x |> named \"body\" (dense 4 >> tanh) |> dense 3";
        var frozen = new ReferenceModel(Model(body, "freeze = [\"body\"]"), seed: 4);
        var free = new ReferenceModel(Model(body, ""), seed: 4);
        var before = new Dictionary<string, TensorValue>(frozen.Variables);
        Assert.Equal(free.Train(1, ("x", X), ("target", Target)), frozen.Train(1, ("x", X), ("target", Target)));
        Assert.Equal(free.Variables["dense.weight"].Values, frozen.Variables["dense.weight"].Values);
        Assert.NotEqual(before["dense.weight"].Values, frozen.Variables["dense.weight"].Values);
        Assert.Equal(before["body.dense.weight"].Values, frozen.Variables["body.dense.weight"].Values);
        Assert.NotEqual(before["body.dense.weight"].Values, free.Variables["body.dense.weight"].Values);
    }

    [Theory]
    [InlineData("", 5, 4)]
    [InlineData("freeze = [\"dense\"]", 3, 2)]
    [InlineData("freeze = [\"dense2\"]", 4, 2)]
    [InlineData("freeze = [\"dense.weight\"; \"dense2\"]", 3, 1)]
    public void Backward_work_for_what_is_frozen_is_gone(string field, int products, int updates)
    {
        var train = CompiledModel.Compile(Text("x |> dense 4 |> tanh |> dense 3", field))
            .Programs.Single(p => p.Graph.Name == "train").Graph;
        Assert.Equal(products, train.Nodes.Count(n => n.Op.Name == "matmul"));
        Assert.Equal(updates, train.Results.Count(r => r.Kind == ResultKind.Update));
    }

    [Theory]
    [InlineData("NL4017", "x |> backbone |> dense 3", "freeze = [\"backbon\"]", "did you mean \"backbone\"?")]
    [InlineData("NL4017", "x |> backbone |> dense 3", "freeze = [\"center\"]", "did you mean \"backbone.center\"?")]
    [InlineData("NL4017", "x |> backbone |> dense 3", "freeze = [\"\"]", "the paths are backbone.dense.weight, ")]
    [InlineData("NL4017", "x |> backbone |> dense 3", "freeze = [\"dense\"; \"back\"]", "the paths are ")]
    [InlineData("NL4011", "x |> dense 4 |> dense 3", "freeze = [\"*\"]", "freeze fewer")]
    [InlineData("NL4011", "x |> freeze (dense 3)", "", "freeze fewer")]
    [InlineData("NL4006", "x |> dense 3", "freeze = \"dense\"", "`freeze f`")]
    [InlineData("NL4006", "x |> dense 3", "freeze = [3]", "`freeze f`")]
    [InlineData("NL4006", "x |> dense 3", "freeze = dense", "`freeze f`")]
    [InlineData("NL2003", "x |> dense 3", "freeze = only [3]", null)]
    [InlineData("NL2003", "freeze (dense 3 x)", "", "`x |> freeze (dense 10)`")]
    public void A_mistake_is_reported_with_its_repair(string code, string body, string field, string? help)
    {
        var error = Assert.Single(Programs.Analyze(Text(body, field)).Diagnostics.All);
        Assert.Equal(code, error.Code);
        Assert.Contains(help ?? "", error.Help ?? "", StringComparison.Ordinal);
    }

    private static IEnumerable<string> Updated(ModelDefinition model) =>
        model.Train!.Results.Where(r => r.Kind == ResultKind.Update).Select(r => r.Name);

    private static ModelDefinition Model(string body, string field) => Programs.Model(Text(body, field));

    private static string Text(string body, string field) => $$"""
        {{Definitions}}
        model M (x: f32[N, 4]) : f32[N, 3] =
            {{body}}

        train M = { loss = mse; optimizer = sgd; {{field}} }
        """;
}
