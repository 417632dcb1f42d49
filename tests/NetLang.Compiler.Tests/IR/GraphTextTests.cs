using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using Xunit;

namespace NetLang.Compiler.Tests.IR;

public sealed class GraphTextTests
{
    [Fact]
    public void A_graph_prints_as_it_was_written()
    {
        const string Text = """
            graph "train" {
              %0 = input {name = "x"} : f32[N, 4]
              %1 = variable {name = "dense.weight"} : f32[4, 3]
              %2 = matmul(%0, %1) : f32[N, 3]
              %3 = constant {value = -0.0} : f32[]
              %4 = broadcast(%3) {axes = ()} : f32[N, 3]
              %5 = lt(%2, %4) : bool[N, 3]
              %6 = cast(%5) : f64[N, 3]
              %7 = max(%6) {axes = (0, 1)} : f64[]
              %8 = random {distribution = "normal", key = -7} : f32[4, 3]
              output "loss" = %7
              update "dense.weight" = %8
            }

            """;
        Assert.Equal(Text, GraphText.Print(GraphText.Parse(Text, new GraphBuilder())), ignoreLineEndingDifferences: true);
    }

    [Theory]
    [InlineData("N / 2")]
    [InlineData("3 * (N / 2) + 1")]
    [InlineData("N * T - 2 * T")]
    [InlineData("(N + 1) / (T - 1)")]
    [InlineData("-(N / 2)")]
    [InlineData("((N + T) / 2 + 1) / 3")]
    public void Dimensions_print_and_parse(string dimension)
    {
        var text = $"graph \"g\" {{ %x = input {{name = \"x\"}} : f32[{dimension}] output \"y\" = %x }}";
        var graph = GraphText.Parse(text, new GraphBuilder());
        var again = GraphText.Parse(GraphText.Print(graph), new GraphBuilder());
        Assert.Equal(graph.Results[0].Value.Shape, again.Results[0].Value.Shape);
    }

    [Theory]
    [InlineData("%y = nothing(%x)", "there is no op 'nothing'")]
    [InlineData("%y = neg(%z)", "'%z' is no node above")]
    [InlineData("%y = neg(%x) : f64[3]", "neg is f32[3], not f64[3]")]
    [InlineData("%y = add(%x)", "add: 1 inputs instead of 2")]
    public void Mistakes_name_the_line(string line, string message)
    {
        var text = $"graph \"g\" {{\n  %x = input {{name = \"x\"}} : f32[3]\n  {line}\n}}";
        var exception = Assert.Throws<FormatException>(() => GraphText.Parse(text, new GraphBuilder()));
        Assert.Contains(message, exception.Message);
        Assert.StartsWith("line ", exception.Message);
    }
}
