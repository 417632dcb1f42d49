using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Training;

/// <summary>The graphs of a tiny network, as they leave elaboration.</summary>
public class GraphTests
{
    private static readonly Lazy<ModelDefinition> Tiny = new(() => Programs.Model("""
        model Tiny (x: f32[N, 4]) : f32[N, 3] =
            x |> dense 5 |> relu |> dropout 0.5 |> dense 3

        train Tiny = { loss = crossEntropy; optimizer = sgd { momentum = 0.9 }; metrics = [accuracy] }
        """));

    [Fact]
    public void Predict() => Snapshot.Match(GraphText.Print(Tiny.Value.Predict), "tiny-predict");

    [Fact]
    public void Train() => Snapshot.Match(GraphText.Print(Tiny.Value.Train!), "tiny-train");

    [Fact]
    public void Evaluate() => Snapshot.Match(GraphText.Print(Tiny.Value.Evaluate!), "tiny-evaluate");
}
