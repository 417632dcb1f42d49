using NetLang.Compiler.IR;
using NetLang.Runtime;
using NetLang.Runtime.Execution;
using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Training;

/// <summary>
/// What users write themselves is worth as much as the prelude: parts of each kind, under names of their own and under
/// the prelude's. That all backends agree on them is tested with the GPU's test device.
/// </summary>
public class UserProgramTests
{
    [Fact]
    public void Optimizer_states_are_of_each_weight()
    {
        var model = Programs.Model(UserProgram.Read("own-parts"));
        Assert.Equal(
            [
                "noisyLinear.weight: f32[7, 5]", "noisyLinear.bias: f32[7]",
                "noisyLinear.mean_output: f32[7]", "noisyLinear.seen: i32[]",
                "noisyLinear2.weight: f32[3, 7]", "noisyLinear2.bias: f32[3]",
                "noisyLinear2.mean_output: f32[3]", "noisyLinear2.seen: i32[]",
                .. Of("noisyLinear.weight", "f32[7, 5]"), .. Of("noisyLinear.bias", "f32[7]"),
                .. Of("noisyLinear2.weight", "f32[3, 7]"), .. Of("noisyLinear2.bias", "f32[3]"),
            ],
            model.Variables.Select(v => $"{v.Path}: {v.Type}"));
        Assert.Equal(["within", "worst"], model.Metrics.Select(m => m.Name));

        static IEnumerable<string> Of(string weight, string type) =>
            [$"wary.velocity/{weight}: {type}", $"wary.largest/{weight}: {type}", $"wary.steps/{weight}: f32[]"];
    }

    [Theory]
    [InlineData("own-parts", 5, 3)]
    [InlineData("shadowing", 5, 3)]
    [InlineData("frozen", 5, 3)]
    public void Learns(string name, int inputs, int outputs)
    {
        var model = new ReferenceModel(Programs.Model(UserProgram.Read(name)), seed: 2);
        var x = TensorValue.Fill(ElementType.F32, [6, inputs], i => Math.Sin(Sum(i)));
        var target = TensorValue.Fill(ElementType.F32, [6, outputs], i => 0.5 * Math.Cos(0.7 * Sum(i)));
        var before = model.Evaluate(("x", x), ("target", target))["loss"].Values[0];
        for (var step = 0; step < 150; step++)
            model.Train(150, ("x", x), ("target", target));
        var after = model.Evaluate(("x", x), ("target", target))["loss"].Values[0];
        Assert.True(after < 0.7 * before, $"{before} → {after}");
    }

    [Fact]
    public void Names_of_the_prelude_mean_the_file_s_own_in_the_file()
    {
        var model = Programs.Model(UserProgram.Read("shadowing"));
        Assert.Equal(
            [
                "dense.weight: f32[5, 4]", "dense2.weight: f32[4, 3]",
                "adam.m/dense.weight: f32[5, 4]", "adam.m/dense2.weight: f32[4, 3]",
            ],
            model.Variables.Select(v => $"{v.Path}: {v.Type}"));
        Assert.DoesNotContain(model.Train!.Nodes, n => n.Op.Name == "random");
    }

    [Fact]
    public void The_prelude_s_own_uses_of_a_name_keep_their_meaning()
    {
        const string model = """
            model M (x: f64[N, 2]) : f64[N, 2] =
                param w : f64[2] = ones
                w * x
            train M = { loss = mse }
            """;
        Assert.Equal(Loss(model), Loss("let mean x = sum x * 100.0\nlet square x = x\n" + model));
    }

    [Fact]
    public void A_state_is_stored_at_the_end_of_a_step_and_kept_at_inference()
    {
        var model = new ReferenceModel(Programs.Model("""
            model M (x: f64[N, 1]) : f64[N, 1] =
                param w : f64[] = ones
                state total : f64[] = filled 3.0
                let before = total
                total <- total + sum x
                total <- total * 2.0
                w * x + 0.0 * before
            train M = { loss = mse; optimizer = sgd; schedule = constantRate 0.0 }
            """));
        var x = new TensorValue(ElementType.F64, [2, 1], [1, 4]);
        model.Predict(("x", x));
        model.Evaluate(("x", x), ("target", x));
        Assert.Equal([3], model.Variables["total"].Values);
        model.Train(2, ("x", x), ("target", x));
        Assert.Equal([16], model.Variables["total"].Values);
        model.Train(2, ("x", x), ("target", x));
        Assert.Equal([42], model.Variables["total"].Values);
    }

    [Fact]
    public void A_shared_layer_assigns_its_state_once_for_each_application()
    {
        var definition = Programs.Model(UserProgram.Read("states"));
        var model = new ReferenceModel(definition, seed: 1);
        var x = TensorValue.Fill(ElementType.F32, [2, 4, 3], i => Math.Sin(Sum(i)));
        for (var step = 0; step < 3; step++)
            model.Train(3, ("x", x), ("target", new TensorValue(ElementType.F32, [2, 3], [0, 1, 0, 1, 0, 1])));
        Assert.Equal([6], model.Variables["center.count"].Values);
        Assert.Equal([3], model.Variables["steps"].Values);
        Assert.DoesNotContain(definition.Variables, v => v.Path.Contains('/', StringComparison.Ordinal) && v.Kind != VariableKind.OptimizerState);
    }

    /// <summary>The gradient of a loss that reads a state behind its assignment, against differences.</summary>
    [Fact]
    public void Gradients_flow_through_what_is_assigned()
    {
        static string Text(double w) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $$"""
            let scaled (x: 't[n]) =
                state power : 't[] = ones
                power <- 0.9 * power + 0.1 * mean (square x)
                x / sqrt power
            model M (x: f64[N]) : f64[N] =
                param w : f64[] = filled {{w:R}}
                if training then scaled (w * x) else w * x
            optimizer probe (w, g, rate, step) =
                w <- g
            train M = { loss = mse; optimizer = probe }
            """);
        const double step = 1e-5;
        var slope = (Step(Text(0.7 + step)).Loss - Step(Text(0.7 - step)).Loss) / (2 * step);
        Assert.Equal(slope, Step(Text(0.7)).Model.Variables["w"].Values[0], 1e-8);

        static (double Loss, ReferenceModel Model) Step(string text)
        {
            var model = new ReferenceModel(Programs.Analyze(text).Result.Models[0]);
            var x = new TensorValue(ElementType.F64, [3], [0.5, -2, 1.5]);
            return (model.Train(1, ("x", x), ("target", new(ElementType.F64, [3], [1, 1, 0]))).Loss, model);
        }
    }

    [Theory]
    [InlineData("let bump = fun y ->\n        seen <- seen + 1.0\n        y\n    bump x", "NL2105")]
    [InlineData("let bump y =\n        seen <- seen + 1.0\n        y\n    bump x", "NL2105")]
    [InlineData("x |> repeat 2 (fun y ->\n        seen <- seen + 1.0\n        y)", "NL2105")]
    [InlineData("fold (fun y k ->\n        seen <- seen + 1.0\n        y) x [1; 2]", "NL2105")]
    [InlineData("let last, all = scan (fun s y ->\n        seen <- seen + 1.0\n        (s, y)) 0.0 x\n    all", "NL2105")]
    [InlineData("seen <- seen + x\n    x", "NL2104")]
    [InlineData("w <- w + 1.0\n    x", "NL2105")]
    [InlineData("x <- x + 1.0\n    x", "NL2105")]
    public void A_state_is_assigned_in_the_block_that_declares_it(string body, string code)
    {
        var (_, diagnostics) = Programs.Analyze($"""
            model M (x: f32[N, 2]) =
                param w : f32[] = ones
                state seen : f32[] = zeros
                {body}
            """);
        Assert.Equal(code, diagnostics.All[0].Code);
    }

    private static double Sum(long[] index) => index.Select((i, axis) => i * (axis + 1.0)).Sum();

    private static double Loss(string text)
    {
        var model = new ReferenceModel(Programs.Analyze(text).Result.Models[0]);
        var x = new TensorValue(ElementType.F64, [1, 2], [1, 3]);
        return model.Train(1, ("x", x), ("target", new(ElementType.F64, [1, 2], [0, 0]))).Loss;
    }
}
