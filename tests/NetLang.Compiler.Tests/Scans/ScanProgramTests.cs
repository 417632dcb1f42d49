using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;
using NetLang.Compiler.Passes;
using NetLang.Compiler.Tests.Semantics;
using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Scans;

/// <summary>Programs with scans, from text to a training step on the CPU.</summary>
public sealed class ScanProgramTests
{
    private const string Train = "\n\ntrain M = { data = csv { target = \"y\" } \"a.csv\"; loss = mse; optimizer = sgd { momentum = 0.9 } }";

    public static TheoryData<string, string> Programs => new()
    {
        { "elman", """
            model M (x: f64[N, T, 2]) : f64[N, 3] =
                param weight_ih : f64[3, 2] = uniformFanIn 3
                param weight_hh : f64[3, 3] = uniformFanIn 3
                let step h now =
                    let next = tanh (now @ transpose weight_ih + h @ transpose weight_hh)
                    (next, next)
                let last, all = scan step (zeros [N; 3]) x
                last + mean { axis = 1 } all
            """ },
        { "layers in the body, backwards, over the first axis", """
            let cell (h, c) x =
                let gates = dense 6 (concat [h; x])
                let next = sigmoid gates[.., ..2] * c + tanh gates[.., 3..]
                ((tanh next, next), h * 2.0)
            model M (x: f64[N, T, 3]) : f64[N, 3] =
                let (h, c), ys = scan cell (zeros [N; 3], ones [N; 3]) { axis = 0; reverse = true } (permute [1; 0; 2] x)
                h + c + sum { axis = 0 } ys
            """ },
        { "noise", """
            model M (x: f64[N, T, 2]) : f64[N, 2] =
                let step h now = (tanh (h + now) * randomNormal [N; 2] + randomUniform [N; 2], ())
                param start : f64[2] = zeros
                let last, nothing = scan step (zeros [N; 2] + start) x
                last
            """ },
        { "a scan in a scan, of two tensors", """
            let row carry (a, b) = scan (fun s (x, y) -> (s * 0.5 + x * y, s)) { axis = 0 } carry (a, b)
            model M (x: f64[N, 3, T]) : f64[N, T] =
                param gain : f64[] = ones
                let step carry r = row carry (permute [1; 0] (r * gain), permute [1; 0] r + 1.0)
                let across, all = scan step (zeros [N]) { axis = 2 } x
                expandDims -1 across + sum { axis = 0 } all
            """ },
        { "carries that change places", """
            model M (x: f64[N, T]) : f64[N] =
                param w : f64[] = ones
                let step (a, b) now = ((b * now, a + w), a)
                let (a, b), old = scan step (ones [N], zeros [N]) x
                a + b + sum { axis = -1 } old
            """ },
        { "the same scan twice", """
            model M (x: f64[N, T]) : f64[N] =
                param w : f64[] = ones
                let sum _ = scan (fun s now -> (s + w * now, s)) (zeros [N]) x
                let last, _ = sum 1
                let other, all = sum 2
                last * other + all[_, 0]
            """ },
    };

    [Theory]
    [MemberData(nameof(Programs))]
    [Trait("Category", "Numeric")]
    public void Backends_train_as_the_interpreter_does(string name, string program)
    {
        var model = Analyzed.ModelOfUser(program + Train);
        foreach (var elaborated in new[] { model.Train!, model.Predict })
        {
            var graph = Pipeline.Default.Run(elaborated, new DiagnosticBag(), verify: true, model.Variables);
            var cases = new[] { (2L, 3L), (1, 1), (5, 17) }
                .Select(size => new BackendCase($"{name} {size}", graph, RandomValues.For(graph, 5, ("N", size.Item1), ("T", size.Item2))));
            BackendAgreement.Check([.. model.Symbols], 1e-11, [.. cases]);
        }
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void Gradients_are_those_of_finite_differences(string name, string program)
    {
        var model = Analyzed.ModelOfUser(program + Train.Replace("sgd { momentum = 0.9 }", "sgd", StringComparison.Ordinal));
        var graph = Pipeline.Default.Run(model.Train!, new DiagnosticBag(), verify: true, model.Variables);
        var context = RandomValues.For(graph, 5, ("N", 2), ("T", 3));
        var step = Interpreter.Run(graph, context);
        var rate = step.Outputs["rate"].Values[0];
        foreach (var (path, updated) in step.Updates)
        {
            var before = context.Variables[path];
            for (var i = 0; i < before.Values.Length; i++)
            {
                var slope = (Loss(path, i, 1e-5) - Loss(path, i, -1e-5)) / 2e-5;
                var gradient = (before.Values[i] - updated.Values[i]) / rate;
                Assert.True(Math.Abs(slope - gradient) <= 1e-6 * (1 + Math.Abs(slope)), $"{name}: {path}[{i}] {gradient}, not {slope}");
            }
        }

        double Loss(string path, int element, double change)
        {
            var value = context.Variables[path];
            double[] moved = [.. value.Values];
            moved[element] += change;
            var variables = new Dictionary<string, TensorValue>(context.Variables) { [path] = value with { Values = moved } };
            return Interpreter.Run(graph, context with { Variables = variables }).Outputs["loss"].Values[0];
        }
    }

    [Fact]
    public void Random_numbers_differ_from_step_to_step()
    {
        var model = Analyzed.ModelOfUser("""
            model M (x: f64[N, T]) : f64[N, T] =
                let _, ys = scan (fun s now -> (s, randomUniform [N])) 0.0 x
                ys
            """);
        var values = Interpreter.Run(model.Predict, RandomValues.For(model.Predict, 1, ("N", 3), ("T", 4))).Outputs["output"].Values;
        Assert.Equal(12, values.Distinct().Count());
    }

    [Fact]
    public void What_no_step_changes_is_computed_once()
    {
        var model = Analyzed.ModelOfUser("""
            model M (x: f64[N, T], w: f64[N]) : f64[N] =
                let last, _ = scan (fun s now -> (s * exp w + now, ())) (zeros [N]) x
                last
            """.Replace(", w: f64[N])", ") (w: f64[N])", StringComparison.Ordinal));
        Assert.Contains(model.Predict.Nodes, n => n.Op.Name == "exp");
    }
}
