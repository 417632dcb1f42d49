using System.Collections.Generic;
using System.Linq;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Runtime;
using NetLang.Testing;
using Xunit;

namespace NetLang.Gpu.Tests.Agreement;

/// <summary>Every op of the registry and its gradient on the GPU, for several sizes and groups.</summary>
[Trait("Category", "Slow")]
public sealed class OpTests
{
    /// <summary>No multiples of a tile's edge or of a group, single elements, empty axes.</summary>
    private static readonly (long N, long T)[] Sizes = [(3, 18), (1, 1), (0, 5), (5, 0), (33, 2)];

    [Theory]
    [InlineData(ElementType.F32, 1e-5)]
    [InlineData(ElementType.F64, 1e-12)]
    [InlineData(ElementType.I32, 0)]
    [InlineData(ElementType.I64, 0)]
    [InlineData(ElementType.U8, 0)]
    [InlineData(ElementType.Bool, 0)]
    public void Every_op_computes_what_its_reference_does(ElementType element, double tolerance)
    {
        var cases = new List<BackendCase>();
        foreach (var op in OpRegistry.All.Where(o => o is not PlaceholderOp))
        {
            var example = OpCases.All[op.Name];
            if (OpCases.WithGradients(example, new(element, Shape.Of(Dim.Symbol("N"), Dim.Symbol("T")))) is not { } graph)
                continue;
            foreach (var (n, t) in Sizes)
                cases.Add(new($"{op} of {n} x {t}", graph, OpCases.Context(example, element, n, t)));
        }

        // One op is one kernel anyway; gradients are several.
        bool[] fusions = element == ElementType.F64 ? [false, true] : [true];
        GpuAgreement.Check(["N", "T"], tolerance, [4, 16, 64], fusions, cases);
    }
}
