using System.Collections.Generic;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Passes;
using NetLang.Runtime;
using NetLang.Testing;
using Xunit;

namespace NetLang.Gpu.Tests.Agreement;

/// <summary>Random graphs, with gradients, updates and random numbers, on the GPU and in the interpreter.</summary>
[Trait("Category", "Slow")]
public sealed class RandomGraphTests
{
    private const int Graphs = 8;

    [Theory]
    [InlineData(ElementType.F32, 0, 2e-4)]
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
            cases.Add(new($"seed {seed}", graph, RandomValues.For(graph, seed, ("N", 3), ("T", 7))));
        }

        GpuAgreement.Check(["N", "T"], tolerance, [4], cases);
    }

    [Fact]
    public void Agree_on_updates()
    {
        var cases = new List<BackendCase>();
        for (var seed = 0; seed < Graphs; seed++)
        {
            var graph = RandomUpdates.Create(seed, ElementType.F64, size: 7, steps: 6 + seed);
            cases.Add(new($"seed {seed}", graph, RandomValues.For(graph, seed)));
        }

        GpuAgreement.Check([], 1e-9, [4], cases);
    }
}
