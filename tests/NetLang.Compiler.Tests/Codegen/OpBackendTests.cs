using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Runtime;
using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Codegen;

/// <summary>Every op of the registry and its gradient, on the CPU and in the interpreter, in all sizes.</summary>
[Trait("Category", "Numeric")]
public sealed class OpBackendTests
{
    /// <summary>No multiple of a vector's width, single elements, empty axes, whole vectors.</summary>
    private static readonly (long N, long T)[] Sizes = [(3, 37), (1, 1), (0, 5), (5, 0), (17, 1), (2, 64)];

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
            if (OpCases.WithGradients(OpCases.All[op.Name], new(element, Shape.Of(Dim.Symbol("N"), Dim.Symbol("T")))) is not { } graph)
                continue;
            foreach (var (n, t) in Sizes)
                cases.Add(new($"{op} of {n} x {t}", graph, OpCases.Context(OpCases.All[op.Name], element, n, t)));
        }

        BackendAgreement.Check(["N", "T"], tolerance, cases);
    }
}
