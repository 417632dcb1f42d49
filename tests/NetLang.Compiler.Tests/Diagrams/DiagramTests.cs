using NetLang.Compiler.Diagrams;
using NetLang.Compiler.Diagrams.Svg;
using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Diagrams;

/// <summary>What a model looks like, in each format, and what is a box.</summary>
public class DiagramTests
{
    private const string Xor = "model Xor (x: f32[N, 2]) : f32[N, 1] = x |> dense 8 |> tanh |> dense 1";

    private const string Mlp = """
        model Mlp (image: f32[N, 784]) : f32[N, 10] =
            image |> dense 256 |> relu |> dropout 0.2 |> dense 128 |> relu |> named "head" (dense 10)
        """;

    private const string Residual = """
        let block units (x: 't[n, d]) : 't[n, d] =
            x + (x |> dense units |> relu |> dense d)

        let stage units x = x |> block units |> block units |> relu

        model Residual (x: f32[N, 16]) : f32[N, 4] =
            x |> repeat 2 (block 8) |> stage 4 |> freeze (dense 4) |> softmax
        """;

    private const string Attention = """
        let attention (x: 't[b, t, d]) : 't[b, t, d] =
            let q = named "q" (dense d) x
            let k = named "k" (dense d) x
            let v = named "v" (dense d) x
            softmax (q @ transpose k) @ v

        model Attention (x: f32[N, T, 8]) : f32[N, T, 8] = attention x
        """;

    private const string Siblings = """
        let block x = x |> relu |> dense 2
        model Siblings (x: f32[N, 4]) : f32[N, 2] = named "a" block x + named "b" block x
        """;

    [Theory]
    [InlineData("attention", Attention)]
    [InlineData("siblings", Siblings)]
    public void A_call_has_all_that_it_computes_although_another_computes_the_same(string name, string program) =>
        Snapshot.Match(MermaidText.Print(ModelDiagram.Draw(Programs.Model(program))), name, "mmd");

    [Theory]
    [InlineData("dense 2 x + dense 2 x", "x>dense x>dense2 dense>add dense2>add add>output")]
    [InlineData("dense 2 x + x @ ones [4; 2]",
        "x>dense x>reshape reshape>matmul matmul>reshape dense>add reshape>add add>output")]
    [InlineData("relu x |> dense 2 |> fun y -> y + dense 2 (relu x)",
        "x>relu relu>dense x>relu relu>dense2 dense>add dense2>add add>output")]
    [InlineData("let y = relu x in dense 2 y + dense 2 y",
        "x>relu relu>dense relu>dense2 dense>add dense2>add add>output")]
    [InlineData("relu x + relu x", "x>relu relu>add add>output")]
    public void Edges_come_from_what_the_text_reads(string body, string expected)
    {
        body = body.Replace(" in ", "\n    ", StringComparison.Ordinal);
        var diagram = ModelDiagram.Draw(Programs.Model("model M (x: f32[N, 5, 4]) =\n    " + body));
        var names = diagram.Items.ToDictionary(i => i.Number, i => i.Lines[0]);
        Assert.Equal(
            expected.Split(' ').Order(), diagram.Edges.Select(e => $"{names[e.From]}>{names[e.To]}").Order());
    }

    [Theory]
    [InlineData("xor", Xor)]
    [InlineData("mlp", Mlp)]
    [InlineData("residual", Residual)]
    public void All_formats_show_it(string name, string program)
    {
        var diagram = ModelDiagram.Draw(Programs.Model(program));
        Snapshot.Match(DotText.Print(diagram), name, "dot");
        Snapshot.Match(MermaidText.Print(diagram), name, "mmd");
        Snapshot.Match(SvgText.Print(diagram)!, name, "svg");
    }

    [Theory]
    [InlineData(1, "x block.0 block.1 stage dense softmax output")]
    [InlineData(2, "x block.0( {0} ) block.1( {0} ) stage( block block2 relu ) dense softmax output")]
    public void Depth_folds_layers_in_layers(int depth, string expected) =>
        Assert.Equal(expected.Replace("{0}", "dense relu dense2 add", StringComparison.Ordinal), Names(Residual, depth));

    [Fact]
    public void What_has_no_layer_in_it_is_one_box() => Assert.Equal(
        "x double softmax output",
        Names("let double y = 2.0 * y + abs y\nmodel M (x: f32[N, 4]) : f32[N, 4] = x |> double |> softmax"));

    [Fact]
    public void Operations_of_the_body_are_boxes_and_what_only_weights_decide_is_a_part_of_them() => Assert.Equal(
        "x matmul add output",
        Names("""
            model M (x: f32[N, 4]) : f32[N, 2] =
                param w : f32[2, 4] = ones
                param b : f32[2] = zeros
                x @ transpose w + exp b
            """));

    [Fact]
    public void A_shared_layer_is_a_box_for_each_application_and_counts_once()
    {
        var diagram = ModelDiagram.Draw(Programs.Model("""
            model M (a: f32[N, 4]) (b: f32[N, 4]) : f32[N, 2] =
                let encode = share (dense 2)
                encode a - encode b
            """));
        Assert.Equal("a b dense dense sub output", Names(diagram.Items));
        Assert.Equal(["10 parameters", "shared"], diagram.Items.SelectMany(i => i.Lines.Skip(1)));
    }

    [Fact]
    public void Layers_in_a_scan_are_a_part_of_its_box() => Assert.Equal(
        "x recurrent output",
        Names("""
            let recurrent hidden (x: 't[b, t, n]) =
                let step h y =
                    let next = tanh (dense hidden h + dense hidden y)
                    (next, next)
                let (_, ys) = scan step (zeros [b; hidden]) x
                ys

            model M (x: f32[N, T, 4]) : f32[N, T, 3] = recurrent 3 x
            """));

    [Fact]
    public void Outputs_are_named_and_inputs_that_nothing_reads_are_not_shown() => Assert.Equal(
        "x abs exp output1 output2",
        Names("model M (x: f32[N, 4]) (_y: f32[N, 4]) = (abs x, exp x)"));

    [Fact]
    public void Edges_bear_the_type_that_leaves_a_box_and_broadcasting_is_not_shown()
    {
        var diagram = ModelDiagram.Draw(Programs.Model("""
            model M (x: f32[N, 4]) (y: f32[4]) : f32[N, 4] = x + y
            """));
        Assert.Equal("x y add output", Names(diagram.Items));
        Assert.Equal(["f32[N, 4]", "f32[4]", "f32[N, 4]"], diagram.Edges.Select(e => e.Label));
    }

    [Theory]
    [InlineData(Residual, int.MaxValue)]
    [InlineData(Residual, 1)]
    [InlineData(Residual, 2)]
    [InlineData(Attention, int.MaxValue)]
    [InlineData(Siblings, int.MaxValue)]
    public void No_edge_goes_back(string program, int depth) => Assert.All(
        ModelDiagram.Draw(Programs.Model(program), depth).Edges, edge => Assert.True(edge.From < edge.To));

    private static string Names(string program, int depth = int.MaxValue) =>
        Names(ModelDiagram.Draw(Programs.Model(program), depth).Items);

    private static string Names(IEnumerable<DiagramItem> items) => string.Join(' ', items.Select(item =>
        item is DiagramGroup group ? $"{group.Lines[0]}( {Names(group.Items)} )" : item.Lines[0]));
}
