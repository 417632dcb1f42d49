using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Training;

/// <summary>Training with attention takes memory by the length of sequences, not by its square.</summary>
[Trait("Category", "Slow")]
public sealed class LongAttentionTests
{
    /// <summary>
    /// A block of 128 with four heads, one text: 12.0 MB, 20.6 MB, 38.0 MB with weights and Adam's states; of 2,048 places the scores
    /// of all heads alone would be 67 MB.
    /// </summary>
    [Fact]
    public void Memory_grows_as_the_length_does()
    {
        var bytes = new[] { 512, 1024, 2048 }.Select(Bytes).ToList();
        Assert.InRange(bytes[2] - bytes[1], 1.95 * (bytes[1] - bytes[0]), 2.05 * (bytes[1] - bytes[0]));
        Assert.InRange(bytes[2], 1L, 40_000_000L);
    }

    private static long Bytes(int length) => TrainingPlan.Bytes(
        CompiledModel.Compile($$"""
            model Gpt (token: i32[N, {{length}}]) : f32[N, {{length}}, 256] =
                token
                |> embedding 256 128
                |> learnedPositions {{length}}
                |> transformerEncoder 1 4 512 { norm = Pre; finalNorm = true; activation = gelu; causal = true; dropout = 0.0 }
                |> dense 256

            train Gpt =
                { loss      = crossEntropy
                  optimizer = adam
                  batch     = 1 }
            """),
        batch: 1);
}
