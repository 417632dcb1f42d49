using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Compiler.Passes;
using NetLang.Runtime;
using Xunit;

namespace NetLang.Compiler.Tests.Passes;

public sealed class PipelineTests
{
    [Fact]
    public void Constants_fold_through_broadcasts_and_on_the_host()
    {
        const string Before = """
            graph "g" {
              %0 = constant {value = 0.9} : f64[]
              %1 = constant {value = 1.0} : f64[]
              %2 = sub(%1, %0)
              %3 = cast(%2) : f32[]
              %4 = broadcast(%3) {axes = ()} : f32[N]
              %5 = neg(%4)
              output "y" = %5
            }
            """;
        const string After = """
            graph "g" {
              %0 = constant {value = -0.10000000149011612} : f32[]
              %1 = broadcast(%0) {axes = ()} : f32[N]
              output "y" = %1
            }

            """;
        Assert.Equal(After, Run(new FoldConstants(), Before), ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void Updates_to_the_old_value_go()
    {
        const string Before = """
            graph "g" {
              %0 = variable {name = "w"} : f32[3]
              %1 = neg(%0) : f32[3]
              update "w" = %0
              update "v" = %0
              output "y" = %1
            }

            """;
        var after = Before.Replace("  update \"w\" = %0\n", "", StringComparison.Ordinal);
        Assert.Equal(after, Run(new DropIdleUpdates(), Before), ignoreLineEndingDifferences: true);
    }

    [Theory]
    [InlineData("", "%t = matmul(%bt, %at)")]
    [InlineData("output \"other\" = %p", "%p = matmul(%a, %b)\n%t = transpose(%p) {axes = (1, 0)}")] // it would be computed twice
    public void A_product_absorbs_its_transposition(string other, string after)
    {
        string Graph(string lines) => $$"""
            graph "g" {
              %a = input {name = "a"} : f32[3, 4]
              %b = input {name = "b"} : f32[4, 5]
              %at = transpose(%a) {axes = (1, 0)}
              %bt = transpose(%b) {axes = (1, 0)}
              {{lines}}
              output "y" = %t
              {{other}}
            }
            """;
        var before = Graph("%p = matmul(%a, %b)\n%t = transpose(%p) {axes = (1, 0)}");
        var expected = GraphText.Print(GraphText.Parse(Graph(after), new GraphBuilder()));
        Assert.Equal(expected, Run(new AbsorbViews(), before));
    }

    [Fact]
    public void Selected_passes_run_and_required_ones_always()
    {
        var selected = Pipeline.Default.Select(["simplify"]);
        Assert.Equal(["simplify", "autodiff"], selected.Names());
        var exception = Assert.Throws<ArgumentException>(() => Pipeline.Default.Select(["simplyfy"]));
        Assert.Contains("there is no pass 'simplyfy'; there are simplify, ", exception.Message);
    }

    [Fact]
    public void A_pass_that_breaks_the_graph_is_named()
    {
        var graph = GraphText.Parse("graph \"g\" { %x = input {name = \"x\"} : f32[3] output \"y\" = %x }", new GraphBuilder());
        var pipeline = new Pipeline([new Simplify(), new Breaking()]);
        var exception = Assert.Throws<VerifierException>(() => pipeline.Run(graph, new DiagnosticBag(), verify: true));
        Assert.StartsWith("after 'breaking'", exception.Message);
    }

    [Fact]
    public void Nodes_keep_their_places()
    {
        var source = new Compiler.Text.SourceText("a.net", "x + y");
        var builder = new GraphBuilder { CurrentSpan = new(source, 0, 5) };
        var x = builder.Input("x", new(ElementType.F32, Shape.Of(3)));
        var graph = new Graph("g", [new(ResultKind.Output, "y", builder.Mul(builder.Neg(x), builder.Neg(x)))]);
        var after = Pipeline.Default.Run(graph, new DiagnosticBag(), verify: true);
        Assert.All(after.Nodes, n => Assert.Equal(builder.CurrentSpan, Assert.Single(n.Spans)));
    }

    private static string Run(Pass pass, string text) =>
        GraphText.Print(pass.Run(GraphText.Parse(text, new GraphBuilder()), new DiagnosticBag()));

    private sealed class Breaking() : Pass("breaking", "For this test")
    {
        public override Graph Run(Graph graph, DiagnosticBag diagnostics)
        {
            var type = new TensorType(ElementType.F64, Shape.Scalar);
            var node = new Node(99, new(Arithmetic.Neg, Attributes.None, [graph.Nodes[0]]), type);
            return new(graph.Name, [new(ResultKind.Output, "y", node)]);
        }
    }
}
