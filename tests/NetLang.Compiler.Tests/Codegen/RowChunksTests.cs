using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels;
using NetLang.Compiler.Ops;
using NetLang.Runtime;
using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Codegen;

/// <summary>Reductions of many rows to few columns, as the statistics of a batch of images: in chunks of rows.</summary>
[Trait("Category", "Numeric")]
public sealed class RowChunksTests
{
    private const int Rows = 40; // of an example

    /// <summary>Around the width of vectors; one column is a reduction of everything, which is cut too.</summary>
    [Theory]
    [InlineData(ElementType.F64, 1e-11)]
    [InlineData(ElementType.F32, 1e-4)]
    [InlineData(ElementType.I32, 0)]
    public void Columns_are_reduced_to_what_the_reference_gives(ElementType element, double tolerance)
    {
        var cases = new List<BackendCase>();
        foreach (var columns in new[] { 1, 3, 16, 17, 100 })
        {
            foreach (var (name, graph) in Graphs(new(element, new Shape([Dim.Symbol("N"), Rows, columns]))))
            {
                Assert.True(IsInChunks(graph), name);
                // One chunk, and several: the last of them is shorter.
                foreach (var n in new[] { 1, columns == 100 ? 13 : columns == 3 ? 311 : 57 })
                    cases.Add(new($"{name}, batch of {n}, {columns} columns", graph, RandomValues.For(graph, 1, ("N", n))));
            }
        }

        BackendAgreement.Check(["N"], tolerance, cases);
    }

    private static IEnumerable<(string Name, Graph Graph)> Graphs(TensorType type)
    {
        var builder = new GraphBuilder();
        var x = builder.Input("x", type);
        var square = builder.Mul(x, x);
        var (sum, greatest) = (builder.Sum(x, [0, 1]), builder.Max(x, [0, 1]));
        yield return ("sum", Of(sum));
        yield return ("max", Of(greatest));
        yield return ("several", Of(sum, builder.Sum(square, [0, 1]), greatest, builder.Min(square, [0, 1])));
        var changed = builder.Add(builder.Mul(square, x), builder.Filled(2, type));
        yield return ("stored", Of(changed, builder.Sum(changed, [0, 1]), builder.Max(changed, [0, 1])));
        yield return ("used", Of(builder.Mul(builder.Add(sum, greatest), sum)));
        if (type.Element == ElementType.F32)
            yield return ("of two types", Of(sum, builder.Sum(builder.Cast(x, ElementType.F64), [0, 1])));

        static Graph Of(params Node[] nodes) =>
            new("train", [.. nodes.Select((node, i) => new GraphResult(ResultKind.Output, $"y{i}", node))]);
    }

    private static bool IsInChunks(Graph graph)
    {
        var program = KernelBuilder.Build(graph, GraphModel.Around(graph, ["N"]), new());
        return CompiledPrograms.Emit([program], ["N"]).Contains("_combine(ExecutionFrame*", StringComparison.Ordinal);
    }
}
