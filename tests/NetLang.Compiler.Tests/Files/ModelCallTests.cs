using NetLang.Compiler.IR;
using Xunit;

namespace NetLang.Compiler.Tests.Files;

/// <summary>Models that call models.</summary>
public class ModelCallTests
{
    private const string Encoder = """
        model Encoder (image: f32[N, 64]) : f32[N, 8] = image |> dense 32 |> relu |> dense 8

        """;

    private static IEnumerable<string> Weights(string text) => Imported.Weights(text);

    [Fact]
    public void A_model_is_a_scope_of_its_own_and_its_weights_are_named_as_alone()
    {
        var models = Imported.Models(
            Encoder + "model Classifier (x: f32[N, 64]) : f32[N, 10] = x |> Encoder |> dense 10");
        Assert.Equal(["Encoder", "Classifier"], models.Select(m => m.Name));
        Assert.Equal(
            ["Encoder.dense.weight", "Encoder.dense2.weight", "dense.weight"], Imported.Weights(models[1]));
        Assert.Equal(
            models[0].Variables.Select(v => ("Encoder." + v.Path, v.Type)),
            models[1].Variables.Take(4).Select(v => (v.Path, v.Type)));
        Assert.Equal("Encoder Encoder f32[N, 8]", Layer(models[1].Layers[0]));
    }

    private static string Layer(LayerInstance layer) => $"{layer.Path} {layer.Definition} {layer.Output}";

    [Fact]
    public void Each_call_is_an_instance_unless_it_is_shared()
    {
        Assert.Equal(
            ["Encoder.dense.weight", "Encoder.dense2.weight", "Encoder2.dense.weight", "Encoder2.dense2.weight"],
            Weights(Encoder + "model Pair (a: f32[N, 64]) (b: f32[N, 64]) : f32[N, 8] = Encoder a - Encoder b"));
        Assert.Equal(
            ["Encoder.dense.weight", "Encoder.dense2.weight"],
            Weights(Encoder + """
                model Pair (a: f32[N, 64]) (b: f32[N, 64]) : f32[N, 8] =
                    let encode = share Encoder
                    encode a - encode b
                """));
        Assert.Equal(
            ["left.dense.weight", "left.dense2.weight"],
            Weights(Encoder + "model Named (a: f32[N, 64]) : f32[N, 8] = named \"left\" Encoder a"));
    }

    [Fact]
    public void Models_call_models_that_call_models_in_any_order() => Assert.Equal(
        ["B.A.dense.weight", "B.dense.weight", "A.dense.weight"],
        Imported.Weights(Imported.Models("""
            model C (x: f32[N, 4]) : f32[N, 4] = x |> B |> A
            model B (x: f32[N, 4]) : f32[N, 4] = x |> A |> dense 4
            model A (x: f32[N, 4]) : f32[N, 4] = x |> dense 4
            """)[0]));

    [Theory]
    [InlineData("model M (x: f32[B, 64]) : f32[B, 8] = Encoder x")]
    [InlineData("model M (x: f32[5, 64]) : f32[5, 8] = Encoder x")]
    [InlineData("model M (x: f32[B, T, 64]) : f32[B * T, 8] = x |> reshape [B * T; 64] |> Encoder")]
    [InlineData("model M (x: f32[B, 64]) : f32[B + 1, 8] = concat { axis = 0 } [x; ones [1; 64]] |> Encoder")]
    [InlineData("model M (x: f32[B, 32]) = Encoder (stack { axis = 2 } [x; x] |> reshape [B; 64])")]
    public void The_callees_dimensions_are_those_that_it_is_given(string text) => Imported.Models(Encoder + text);

    [Fact]
    public void Dimensions_of_one_name_are_one_dimension()
    {
        const string pair = "model Pair (a: f32[N, T]) (b: f32[N, T]) : f32[N, T] = a + b\n";
        Imported.Models(pair + "model M (x: f32[B, S]) (y: f32[B, S]) : f32[B, S] = Pair x y");
        var error = Imported.Error(pair + "model M (x: f32[B, S]) (y: f32[B, R]) : f32[B, S] = Pair x y");
        Assert.Equal("NL3003@main.net(2,60)", $"{error.Code}@{error.Span}");
        Assert.Contains(error.Labels, l => l.Text == "`T` = S came from here");
    }

    [Fact]
    public void Products_in_a_signature_are_solved() => Assert.Equal(
        "f32[B, 3]",
        Imported.Models("""
            model Halves (x: f32[N, 2 * H]) : f32[N, H] = x[_, 0 .. H - 1]
            model M (x: f32[B, 6]) = Halves x
            """)[1].Outputs[0].Type.ToString());

    [Fact]
    public void A_symbol_of_the_callee_is_a_number_in_its_body() => Imported.Models("""
        model Sums (x: f32[N, T]) : f32[N] = sum { axis = 1 } x / T
        model M (x: f32[B, 4]) : f32[B] = Sums x
        """);

    [Theory]
    [InlineData("Encoder x x", "NL2002")]
    [InlineData("dense 10 Encoder", "NL3003")]
    [InlineData("Encoder", "NL3004")]
    [InlineData("Encoder { size = 3 } x", "NL3003")]
    [InlineData("Encoder (cast f64 x)", "NL3003")]
    [InlineData("x |> dense 32 |> Encoder", "NL3003")]
    [InlineData("Encodr x", "NL2002")]
    public void A_wrong_call_is_an_error_at_the_call(string call, string code)
    {
        var error = Imported.Error($"{Encoder}model M (x: f32[N, 64]) = {call}");
        Assert.Equal(code, error.Code);
        Assert.Equal(1, error.Span!.Value.Source.Position(error.Span.Value.Start).Line);
    }

    [Fact]
    public void A_mistyped_model_is_suggested() =>
        Assert.Equal("did you mean `Encoder`?", Imported.Error($"{Encoder}model M (x: f32[N, 64]) = Encodr x").Help);

    [Fact]
    public void A_mistake_in_a_model_that_another_calls_is_reported_once_in_its_own_terms()
    {
        var error = Imported.Error("""
            model M (x: f32[Batch, 8]) : f32[Batch, 8] = Broken x
            model Broken (x: f32[N, 8]) : f32[N, 8] = x |> dense 4
            """);
        Assert.Equal("main.net(2,48)", error.Span.ToString());
        Assert.DoesNotContain("Batch", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_imported_model_must_be_sound_in_itself() => Assert.Equal(
        "NL3011@a.net(1,17)",
        Imported.Codes(
            "import \"a.net\"\nmodel M (x: f32[N, 8]) = Vague x", ("a.net", "model Vague (x: 't[N, 8]) = x")));

    [Theory]
    [InlineData("model M (x: f32[N, 8]) : f32[N, 8] = M x", "NL2005@main.net(1,38)")]
    [InlineData("model A (x: f32[N]) = B x\nmodel B (x: f32[N]) = f x\nlet f x = A x", "NL2005@main.net(1,23)")]
    public void Models_do_not_call_themselves(string text, string codes) => Assert.Equal(codes, Imported.Codes(text));

    [Fact]
    public void A_name_of_a_model_may_be_a_dimension_too() => Assert.Equal(
        ["T", "M"],
        Imported.Models("""
            model T (x: f32[N, T]) : f32[N, T] = x + x
            model M (x: f32[T, 3]) : f32[T, 3] = x * 2.0
            """).Select(m => m.Name));

    [Fact]
    public void Two_models_of_one_name_are_an_error() =>
        Assert.Equal("NL2006@main.net(2,7)", Imported.Codes("model M (x: f32[N]) = x\nmodel M (x: f32[N]) = x"));

    [Fact]
    public void A_model_is_no_loss() => Assert.Equal(
        "NL2106",
        Imported.Error("""
            model Critic (a: f32[N, 4]) (b: f32[N, 4]) : f32[] = mean (dense 1 (a - b))
            model M (x: f32[N, 4]) : f32[N, 4] = dense 4 x
            train M = { loss = Critic }
            """).Code);

    [Fact]
    public void Metrics_and_losses_may_be_models_without_weights() => Imported.Models("""
        model Distance (a: f32[N, 4]) (b: f32[N, 4]) : f32[] = mean (abs (a - b))
        model M (x: f32[N, 4]) : f32[N, 4] = dense 4 x
        train M = { loss = Distance; metrics = [Distance] }
        """);
}
