using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Passes;
using NetLang.Runtime;
using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Kernels;

public sealed class RandomKernelTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 50)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Kernels_compute_what_the_graph_says(int seed) => KernelAgreement.Check(
        RandomGraph.Create(seed, new() { Element = ElementType.F64, Steps = 6 + (seed % 20) }), tolerance: 1e-9, seed);

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Training_kernels_compute_what_the_graph_says(int seed)
    {
        var graph = RandomGraph.Create(seed, new() { Element = ElementType.F64, Steps = 4 + (seed % 10), Training = true });
        graph = Pipeline.Default.Run(graph, new DiagnosticBag());
        KernelAgreement.Check(graph, tolerance: 1e-7, seed);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Updates_store_what_the_graph_says(int seed) =>
        KernelAgreement.Check(RandomUpdates.Create(seed, ElementType.F64, size: 3, steps: 3 + (seed % 12)), tolerance: 1e-9, seed);
}
