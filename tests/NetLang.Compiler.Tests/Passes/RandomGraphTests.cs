using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Compiler.Passes;
using NetLang.Runtime;
using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Passes;

/// <summary>What must hold for any graph, on 150 random ones.</summary>
public sealed class RandomGraphTests
{
    private const double Step = 1e-6;

    private static readonly (string, long)[] Symbols = [("N", 4), ("T", 3)];

    public static TheoryData<int> Seeds => new(Enumerable.Range(0, 150));

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Text_round_trips(int seed)
    {
        var graph = RandomGraph.Create(seed, new() { Training = seed % 2 == 0 });
        var text = GraphText.Print(graph);
        var parsed = GraphText.Parse(text, new GraphBuilder());
        Assert.Equal(text, GraphText.Print(parsed));
        Verifier.Check(parsed, "parsing");
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_pass_keeps_the_values(int seed)
    {
        // In f64, so that a sum in another order differs less than the tolerance below.
        var options = new RandomGraphOptions { Element = ElementType.F64, Random = false, Training = seed % 2 == 0 };
        var graph = new Autodiff().Run(RandomGraph.Create(seed, options), new DiagnosticBag());
        var values = RandomValues.For(graph, seed, Symbols);
        var expected = Interpreter.Run(graph, values);
        foreach (var pass in Pipeline.Default.Passes)
        {
            var after = pass.Run(graph, new DiagnosticBag());
            Verifier.Check(after, pass.Name);
            Close.Equal(expected, Interpreter.Run(after, values), 1e-13);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Gradients_are_those_of_finite_differences(int seed)
    {
        var graph = RandomGraph.Create(seed, new() { Element = ElementType.F64, Training = true, Random = false, Steps = 6 });
        var diagnostics = new DiagnosticBag();
        var program = Pipeline.Default.Run(graph, diagnostics, verify: true);
        Assert.Empty(diagnostics.All);
        Assert.DoesNotContain(program.Nodes, n => n.Op is PlaceholderOp);

        var values = RandomValues.For(graph, seed, Symbols);
        var step = Interpreter.Run(program, values);
        foreach (var (path, updated) in step.Updates)
        {
            // w - 0.1 / step * g, from the generator.
            var slope = values.Variables[path].Values.Zip(updated.Values, (old, now) => (old - now) / (0.1 / 3)).Sum();
            var expected = (Loss(path, +Step) - Loss(path, -Step)) / (2 * Step);
            Assert.True(Math.Abs(slope - expected) <= 1e-6 * Math.Max(1, Math.Abs(expected)), $"{path}: {slope}, {expected}");
        }

        // The loss when all elements of a variable have moved, so that the slope is the sum of the gradient.
        double Loss(string path, double change)
        {
            var moved = values.Variables[path];
            moved = moved with { Values = [.. moved.Values.Select(v => v + change)] };
            var variables = values.Variables.ToDictionary(v => v.Key, v => v.Key == path ? moved : v.Value);
            return Interpreter.Run(program, values with { Variables = variables }).Outputs["loss"].Values[0];
        }
    }
}
