using System.Collections.Immutable;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Compiler.Passes;
using NetLang.Runtime;
using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Scans;

public sealed class ScanTests
{
    private const string Sum = """
        graph "predict" {
          %0 = input {name = "x"} : f64[T, 2]
          %1 = constant {value = 0.0} : f64[]
          %2 = broadcast(%1) {axes = ()} : f64[2]
          %last = scan(%2, %0) {body = graph "step" {
            %0 = variable {name = "carry:0"} : f64[2]
            %1 = input {name = "scanned:0"} : f64[2]
            %2 = add(%0, %1) : f64[2]
            update "carry:0" = %2
            output "output:0" = %2
            output "output:1" = %0
          }, carries = 1, index = "place", length = [T], result = 0, reverse = 0, scanned = 1} : f64[2]
          %sums = scan(%2, %0) {body = graph "step" {
            %0 = variable {name = "carry:0"} : f64[2]
            %1 = input {name = "scanned:0"} : f64[2]
            %2 = add(%0, %1) : f64[2]
            update "carry:0" = %2
            output "output:0" = %2
            output "output:1" = %0
          }, carries = 1, index = "place", length = [T], result = 1, reverse = 0, scanned = 1} : f64[T, 2]
          output "last" = %last
          output "sums" = %sums
        }
        """;

    [Theory]
    [InlineData(0, new double[] { 1, 2, 4, 6, 9, 12 })]
    [InlineData(1, new double[] { 9, 12, 8, 10, 5, 6 })]
    public void Outputs_stand_at_the_places_of_what_was_scanned(int reverse, double[] sums)
    {
        var text = Sum.Replace("reverse = 0", $"reverse = {reverse}", StringComparison.Ordinal);
        var values = Interpreter.Run(GraphText.Parse(text, new GraphBuilder()), Context([1, 2, 3, 4, 5, 6], 3));
        Assert.Equal(sums, values.Outputs["sums"].Values);
        Assert.Equal([9, 12], values.Outputs["last"].Values);
    }

    [Fact]
    public void Of_nothing_it_gives_the_first_carry()
    {
        var values = Interpreter.Run(GraphText.Parse(Sum, new GraphBuilder()), Context([], 0));
        Assert.Equal([0, 0], values.Outputs["last"].Values);
        Assert.Empty(values.Outputs["sums"].Values);
    }

    [Fact]
    public void Its_text_form_prints_and_parses()
    {
        var printed = GraphText.Print(GraphText.Parse(Sum, new GraphBuilder()));
        Assert.Equal(printed, GraphText.Print(GraphText.Parse(printed, new GraphBuilder())));
        Verifier.Check(GraphText.Parse(printed, new GraphBuilder()), "test");
    }

    [Fact]
    public void Results_of_equal_scans_are_one_family()
    {
        var graph = GraphText.Parse(Sum, new GraphBuilder());
        Assert.Single(MultiResultOp.Families(graph.Nodes));
    }

    [Fact]
    public void What_nobody_reads_is_not_computed()
    {
        var graph = new DropUnreadResults().Run(GraphText.Parse(Sum, new GraphBuilder()), new DiagnosticBag());
        Assert.Single(Scan.Of(graph.Results[0].Value).Outputs);
        var last = new DropUnreadResults().Run(new("predict", [graph.Results[0]]), new DiagnosticBag());
        Assert.Empty(Scan.Of(last.Results[0].Value).Outputs);
        Assert.Equal([9, 12], Interpreter.Run(last, Context([1, 2, 3, 4, 5, 6], 3)).Outputs["last"].Values);
    }

    /// <summary>Forward, backward and update of a scan, on all backends' common path: kernels in loops.</summary>
    [Theory]
    [InlineData(false, true)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(true, false)]
    public void Kernels_compute_what_the_graph_does(bool reverse, bool optimize)
    {
        var builder = new GraphBuilder();
        var type = new TensorType(ElementType.F64, Shape.Of(Dim.Symbol("N"), Dim.Symbol("T")));
        ImmutableArray<Node> inputs = [.. Enumerable.Range(0, 3).Select(i => builder.Input($"x{i}", type))];
        var result = ScanCase.Build(builder, type, inputs, reverse);
        var loss = builder.Sum(builder.Mul(result, result), [0, 1]);
        var gradients = inputs.Select((x, i) => new GraphResult(ResultKind.Output, $"g{i}", builder.Gradient(loss, x)));
        var pipeline = optimize ? Pipeline.Default : Pipeline.Default.Select([]);
        var graph = pipeline.Run(new("train", [new(ResultKind.Output, "y", result), .. gradients]), new DiagnosticBag(), verify: true);
        var cases = new[] { (4L, 3L), (1, 1), (0, 2), (3, 0), (5, 33) }.Select(size =>
            new BackendCase($"{size}", graph, OpCases.Context(OpCases.All["scan"], ElementType.F64, size.Item1, size.Item2)));
        BackendAgreement.Check(["N", "T"], 1e-12, [.. cases]);
    }

    private static EvaluationContext Context(double[] x, long length) => new(
        new Dictionary<string, long> { ["T"] = length },
        new Dictionary<string, TensorValue> { ["x"] = new(ElementType.F64, [length, 2], x) },
        new Dictionary<string, TensorValue>(),
        0,
        0);
}
