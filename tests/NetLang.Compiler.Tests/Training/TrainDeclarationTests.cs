using NetLang.Compiler.IR;
using NetLang.Runtime.Data;
using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Training;

/// <summary>What a <c>train</c> record says, in the definition of the model.</summary>
public class TrainDeclarationTests
{
    private const string Digits = "model Digits (x: f32[N, 4]) : f32[N, 3] = dense 3 x\n";

    [Fact]
    public void A_record_with_a_loss_alone_takes_the_defaults()
    {
        var training = Programs.Model(Digits + "train Digits = { loss = crossEntropy }").Training!;
        Assert.Equal((32, 10, 0UL), (training.BatchSize, training.Epochs, training.Seed));
        Assert.Null(training.Data);
        Assert.Null(training.Validation);
    }

    [Theory]
    [InlineData("crossEntropy", "label: i32[N] < 3")]
    [InlineData("crossEntropyOneHot", "target: f32[N, 3]")]
    [InlineData("huber { delta = 2.0 }", "target: f32[N, 3]")]
    [InlineData("fun scores wanted -> mse scores wanted", "wanted: f32[N, 3]")]
    [InlineData("fun scores () -> mean (square scores)")]
    [InlineData("fun (scores: f32[N, k]) (best: i32[N]) -> crossEntropy scores best", "best: i32[N] < 3")]
    [InlineData("fun scores (best: i32[N], wanted) -> crossEntropy scores best + mse scores wanted", "best: i32[N] < 3", "wanted: f32[N, 3]")]
    public void Targets_have_the_types_that_the_loss_declares(string loss, params string[] expected)
    {
        var model = Programs.Model(Digits + $"train Digits = {{ loss = {loss} }}");
        Assert.Equal(
            expected,
            model.Targets.Select(t => $"{t.Name}: {t.Type}" + (t.IndexBound > 0 ? $" < {t.IndexBound}" : "")));
    }

    [Fact]
    public void Data_is_described_by_sources_and_transforms()
    {
        var training = Programs.Model("""
            let (learn, held) = csv { target = "kind" } "flowers.csv" |> split { seed = 3 } 0.75
            """ + "\n" + Digits + """
            train Digits =
                { data     = learn |> normalize |> on "kind" (oneHot 3)
                  validate = held |> normalize
                  loss     = crossEntropyOneHot
                  batch    = 8
                  epochs   = 2
                  seed     = 5 }
            """).Training!;
        var csv = new CsvSource("flowers.csv", "kind");
        Assert.Equal(
            new TransformedSource(
                new TransformedSource(
                    new TransformedSource(csv, new SplitTransform(0.75, 3, First: true)), new NormalizeTransform(null)),
                new OneHotTransform(3, "kind")),
            training.Data);
        Assert.Equal(
            new TransformedSource(
                new TransformedSource(csv, new SplitTransform(0.75, 3, First: false)), new NormalizeTransform(null)),
            training.Validation);
        Assert.Equal((8, 2, 5UL), (training.BatchSize, training.Epochs, training.Seed));
    }

    [Fact]
    public void Clip_changes_the_gradients_that_the_optimizer_sees()
    {
        var model = new ReferenceModel(Programs.Model("""
            model M (x: f32[N, 2]) : f32[N, 2] =
                param w : f32[2] = zeros
                w * x

            train M =
                { loss      = fun output target -> sum output
                  optimizer = sgd
                  schedule  = constantRate 1.0
                  clip      = map (fun g -> maximum -1.0 (minimum 1.0 g)) }
            """));
        var batch = new TensorValue(NetLang.Runtime.ElementType.F32, [1, 2], [0.5, -7]);
        model.Train(1, ("x", batch), ("target", batch));
        Assert.Equal([-0.5, 1], model.Variables["w"].Values);
    }
}
