using NetLang.Compiler.IR;
using NetLang.Runtime;
using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Training;

/// <summary>The whole path of a program: text, elaboration, passes, gradients, updates, in the interpreter.</summary>
public class XorTests
{
    private static readonly TensorValue Inputs = new(ElementType.F32, [4, 2], [0, 0, 0, 1, 1, 0, 1, 1]);
    private static readonly TensorValue Targets = new(ElementType.F32, [4, 1], [0, 1, 1, 0]);

    [Fact]
    public void A_hidden_layer_learns_exclusive_or()
    {
        var model = new ReferenceModel(
            Programs.Model("""
                model Xor (x: f32[N, 2]) : f32[N, 1] =
                    x |> dense 8 |> tanh |> dense 1

                train Xor =
                    { loss     = binaryCrossEntropy
                      schedule = constantRate 0.05
                      metrics  = [binaryAccuracy] }
                """),
            seed: 1);
        for (var i = 0; i < 300; i++)
            model.Train(300, ("x", Inputs), ("target", Targets));

        var result = model.Evaluate(("x", Inputs), ("target", Targets));
        Assert.InRange(result["loss"].Values[0], 0, 0.01);
        Assert.Equal(1, result["binaryAccuracy"].Values[0]);
    }
}
