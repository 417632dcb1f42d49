using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using ILGPU.Runtime;
using NetLang.Compiler.Kernels;
using NetLang.Runtime.Execution;
using NetLang.Testing;

namespace NetLang.Gpu.Tests.Agreement;

/// <summary>
/// The GPU backend against the interpreter of graphs, fused and unfused, for several sizes of groups.
/// </summary>
internal static class GpuAgreement
{
    /// <param name="tolerance">As for <see cref="Close"/>.</param>
    public static void Check(
        ImmutableArray<string> symbols, double tolerance, int[] groupSizes, params IReadOnlyList<BackendCase> cases) =>
        Check(symbols, tolerance, groupSizes, [false, true], cases);

    /// <param name="fusions">Whether kernels are fused.</param>
    public static void Check(
        ImmutableArray<string> symbols,
        double tolerance,
        int[] groupSizes,
        bool[] fusions,
        IReadOnlyList<BackendCase> cases) => Check(
            symbols,
            tolerance,
            [.. groupSizes.Select(size => ($"groups of {size}", (Func<Accelerator>)(() => TestDevice.Create(size))))],
            fusions,
            cases);

    /// <param name="tolerance">As for <see cref="Close"/>.</param>
    /// <param name="devices">Each with its name.</param>
    /// <param name="fusions">Whether kernels are fused.</param>
    public static void Check(
        ImmutableArray<string> symbols,
        double tolerance,
        (string Name, Func<Accelerator> Create)[] devices,
        bool[] fusions,
        IReadOnlyList<BackendCase> cases)
    {
        var graphs = cases.Select(c => c.Graph).Distinct().ToList();
        var programs = graphs
            .SelectMany(g => fusions.Select(fuse =>
                KernelBuilder.Build(g, GraphModel.Around(g, symbols), new() { Fuse = fuse })))
            .ToImmutableArray();
        var compiled = GpuPrograms.Compile(programs, symbols);
        using var pool = new WorkerPool(1);
        foreach (var (device, create) in devices)
        {
            using var accelerator = create();
            var loaded = compiled.On(accelerator);
            foreach (var test in cases)
            {
                var expected = Compiler.IR.Interpreter.Run(test.Graph, test.Context);
                for (var variant = 0; variant < fusions.Length; variant++)
                {
                    var number = (fusions.Length * graphs.IndexOf(test.Graph)) + variant;
                    var actual = ProgramRunner.Run(programs[number], loaded[number], symbols, test.Context, pool);
                    foreach (var (name, value) in expected.Outputs.Concat(expected.Updates))
                        Close.Equal(value, actual[name], tolerance, $"{test.Name}, {device}: {name}");
                }
            }
        }
    }
}
