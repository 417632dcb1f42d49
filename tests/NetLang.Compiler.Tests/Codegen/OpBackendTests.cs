using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Compiler.Passes;
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
            if (WithGradients(OpCases.All[op.Name], new(element, Shape.Of(Dim.Symbol("N"), Dim.Symbol("T")))) is not { } graph)
                continue;
            foreach (var (n, t) in Sizes)
                cases.Add(new($"{op} of {n} x {t}", graph, OpCases.Context(OpCases.All[op.Name], element, n, t)));
        }

        BackendAgreement.Check(["N", "T"], tolerance, cases);
    }

    /// <summary>
    /// The op's value, and the gradient of the sum of its squares by each input that one reaches; null where its shape rule
    /// refuses the type.
    /// </summary>
    private static Graph? WithGradients(OpCase example, TensorType type)
    {
        var builder = new GraphBuilder();
        if (OpCases.TryBuild(example, builder, type) is not var (node, inputs))
            return null;
        var results = new List<GraphResult> { new(ResultKind.Output, "y", node) };
        if (node.Type.Element.IsFloat())
        {
            var loss = builder.Sum(builder.Mul(node, node), [.. Enumerable.Range(0, node.Shape.Rank).Select(a => (long)a)]);
            foreach (var (number, input) in inputs.Index().Where(i => i.Item.Type.Element.IsFloat()))
            {
                var gradient = new GraphResult(ResultKind.Output, $"g{number}", builder.Gradient(loss, input));
                var diagnostics = new DiagnosticBag();
                new Autodiff().Run(new("train", [gradient]), diagnostics);
                if (!diagnostics.HasErrors)
                    results.Add(gradient);
            }
        }

        return new Autodiff().Run(new("train", [.. results]), new DiagnosticBag());
    }
}
