using System.Collections.Immutable;
using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels;
using NetLang.Runtime.Execution;
using Xunit;

namespace NetLang.Testing;

/// <summary>A graph and the values that it is run on.</summary>
public sealed record BackendCase(string Name, Graph Graph, EvaluationContext Context);

/// <summary>
/// The CPU backend against the interpreter of graphs: fused and unfused, with and without checks, for several numbers of
/// threads, whose results must have the same bits.
/// </summary>
public static class BackendAgreement
{
    /// <param name="tolerance">As for <see cref="Close"/>.</param>
    public static void Check(ImmutableArray<string> symbols, double tolerance, params IReadOnlyList<BackendCase> cases)
    {
        var graphs = cases.Select(c => c.Graph).Distinct().ToList();
        using var one = new WorkerPool(1);
        using var two = new WorkerPool(2);
        using var three = new WorkerPool(3);
        foreach (var fuse in new[] { false, true })
        {
            var programs = graphs
                .Select(g => KernelBuilder.Build(g, GraphModel.Around(g, symbols), new() { Fuse = fuse }))
                .ToImmutableArray();
            var compiled = CompiledPrograms.Compile(programs, symbols, isChecked: !fuse || CompiledModel.Checked);
            foreach (var test in cases)
            {
                var number = graphs.IndexOf(test.Graph);
                Check(symbols, tolerance, test, programs[number], compiled[number], fuse ? [one, two, three] : [one]);
            }
        }
    }

    private static void Check(
        ImmutableArray<string> symbols,
        double tolerance,
        BackendCase test,
        KernelProgram program,
        CompiledProgram compiled,
        WorkerPool[] pools)
    {
        var expected = Interpreter.Run(test.Graph, test.Context);
        IReadOnlyDictionary<string, TensorValue>? first = null;
        foreach (var pool in pools)
        {
            var actual = ProgramRunner.Run(program, compiled, symbols, test.Context, pool);
            foreach (var (name, value) in expected.Outputs.Concat(expected.Updates))
                Close.Equal(value, actual[name], tolerance, $"{test.Name}, {pool.Threads} threads: {name}");
            AssertSameBits(first ??= actual, actual, $"{test.Name}, {pool.Threads} threads");
        }
    }

    private static void AssertSameBits(
        IReadOnlyDictionary<string, TensorValue> left, IReadOnlyDictionary<string, TensorValue> right, string what)
    {
        foreach (var (name, value) in left)
        {
            var same = value.Values.Select(BitConverter.DoubleToInt64Bits)
                .SequenceEqual(right[name].Values.Select(BitConverter.DoubleToInt64Bits));
            Assert.True(same, $"{what}: {name} depends on the number of threads");
        }
    }
}
