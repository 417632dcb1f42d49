using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;
using NetLang.Compiler.Passes;
using NetLang.Compiler.Tests.Semantics;
using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Tensors;

/// <summary>Programs that move tensors, from text to a training step on the CPU; and their gradients.</summary>
public sealed class TensorProgramTests
{
    public static TheoryData<string> Names => [.. TensorPrograms.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    [Trait("Category", "Numeric")]
    public void Backends_train_as_the_interpreter_does(string name)
    {
        var model = Analyzed.ModelOfUser(TensorPrograms.Text(name));
        var cases = new[] { model.Train!, model.Predict }.SelectMany(g => TensorPrograms.Cases(name, Optimized(g, model)));
        BackendAgreement.Check([.. TensorPrograms.AllSymbols], 1e-11, [.. cases]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradients_are_those_of_finite_differences(string name)
    {
        var text = TensorPrograms.Text(name).Replace("sgd { momentum = 0.9 }", "sgd", StringComparison.Ordinal);
        var model = Analyzed.ModelOfUser(text);
        var graph = Optimized(model.Train!, model);
        var context = TensorPrograms.Cases(name, graph)[0].Context;
        var step = Interpreter.Run(graph, context);
        var rate = step.Outputs["rate"].Values[0];
        var parameters = model.Variables.Where(v => v.Kind == Runtime.Execution.VariableKind.Parameter).Select(v => v.Path);
        foreach (var path in parameters)
        {
            var (before, updated) = (context.Variables[path], step.Updates[path]);
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

    private static Graph Optimized(Graph graph, ModelDefinition model) =>
        Pipeline.Default.Run(graph, new DiagnosticBag(), verify: true, model.Variables);
}
