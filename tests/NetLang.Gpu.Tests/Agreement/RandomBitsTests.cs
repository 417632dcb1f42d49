using System;
using System.Collections.Immutable;
using System.Linq;
using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels;
using NetLang.Compiler.Ops;
using NetLang.Runtime;
using NetLang.Runtime.Execution;
using NetLang.Testing;
using Xunit;

namespace NetLang.Gpu.Tests.Agreement;

/// <summary>Kernels draw the same bits on a GPU as on the processor, whatever the sizes of groups and grids.</summary>
public sealed class RandomBitsTests
{
    private static readonly ImmutableArray<string> Symbols = ["N"];

    public static TheoryData<Distribution, ElementType> Draws => new()
    {
        { Distribution.Uniform, ElementType.F32 },
        { Distribution.Uniform, ElementType.F64 },
        { Distribution.Normal, ElementType.F32 },
        { Distribution.Normal, ElementType.F64 },
    };

    [Theory]
    [MemberData(nameof(Draws))]
    public void Are_those_of_the_processor(Distribution distribution, ElementType type)
    {
        var builder = new GraphBuilder();
        // Transposed, so that the order of the points is not that of the numbers.
        var random = builder.Random(0xFEDC_BA98_7654_3210, distribution, new(type, Shape.Of(Dim.Symbol("N"), 9)));
        var graph = new Graph("train", [new(ResultKind.Output, "y", builder.Transpose(random, [1, 0]))]);
        var program = KernelBuilder.Build(graph, GraphModel.Around(graph, Symbols), new());
        using var pool = new WorkerPool(1);
        var gpu = GpuPrograms.Compile([program], Symbols);
        var cpu = CompiledPrograms.Compile(program, Symbols);
        foreach (var n in new[] { 1, 33, 71 })
        {
            var context = RandomValues.For(graph, n, ("N", n));
            var expected = ProgramRunner.Run(program, cpu, Symbols, context, pool)["y"].Values;
            Assert.Equal(9 * n, expected.Distinct().Count());
            foreach (var groupSize in new[] { 2, 64 })
            {
                using var accelerator = TestDevice.Create(groupSize);
                var actual = ProgramRunner.Run(program, gpu.On(accelerator)[0], Symbols, context, pool)["y"].Values;
                Assert.Equal(Bits(expected), Bits(actual));
            }
        }
    }

    private static long[] Bits(double[] values) => [.. values.Select(BitConverter.DoubleToInt64Bits)];
}
