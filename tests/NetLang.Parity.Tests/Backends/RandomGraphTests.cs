using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Passes;
using NetLang.Runtime;
using NetLang.Testing;
using Xunit;

namespace NetLang.Parity.Tests.Backends;

/// <summary>Random graphs, with gradients and updates, on the CPU and in the interpreter.</summary>
[Trait("Category", "Numeric")]
public sealed class RandomGraphTests
{
    private const int Graphs = 12;

    [Theory]
    [InlineData(ElementType.F32, 0, 2e-4)]
    [InlineData(ElementType.F32, 100, 2e-4)]
    [InlineData(ElementType.F64, 200, 1e-9)]
    public void Agree(ElementType type, int firstSeed, double tolerance)
    {
        var cases = new List<BackendCase>();
        for (var seed = firstSeed; seed < firstSeed + Graphs; seed++)
        {
            var graph = RandomGraph.Create(seed, new() { Element = type, Training = true });
            var diagnostics = new DiagnosticBag();
            graph = Pipeline.Default.Run(graph, diagnostics);
            Assert.Empty(diagnostics.All);
            cases.Add(new($"seed {seed}", graph, RandomValues.For(graph, seed, ("N", 7), ("T", 19))));
            cases.Add(new($"seed {seed}, small", graph, RandomValues.For(graph, seed, ("N", 1), ("T", 2))));
        }

        BackendAgreement.Check(["N", "T"], tolerance, cases);
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(100, 19)]
    public void Agree_on_updates(int firstSeed, long size)
    {
        var cases = new List<BackendCase>();
        for (var seed = firstSeed; seed < firstSeed + Graphs; seed++)
        {
            var graph = RandomUpdates.Create(seed, ElementType.F64, size, 4 + seed - firstSeed);
            cases.Add(new($"seed {seed}", graph, RandomValues.For(graph, seed)));
        }

        BackendAgreement.Check([], 1e-9, cases);
    }
}
