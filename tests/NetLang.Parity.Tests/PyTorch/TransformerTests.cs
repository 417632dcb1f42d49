using System.Runtime.CompilerServices;
using NetLang.Runtime.Data;
using NetLang.Testing;
using Xunit;

namespace NetLang.Parity.Tests.PyTorch;

/// <summary>Values and all gradients of attention and the Transformer, and weights that PyTorch saved, for any lengths.</summary>
[Trait("Category", "Slow")]
public class TransformerTests
{
    private const double Tolerance = 2e-5;

    private static readonly string Program = """
        optimizer gradient (w, g, rate, step) =
            w <- g

        let transformer (source, lengths) target =
            let memory =
                source
                |> named "encoder" (transformerEncoder 2 2 12 { dropout = 0.0; finalNorm = true; lengths = lengths })
            target
            |> named "decoder" (transformerDecoder 2 2 12 { dropout = 0.0; finalNorm = true; memoryLengths = lengths } memory)

        model Translator (source: i32[N, S]) (lengths: i32[N]) (target: i32[N, T]) : f32[N, T, 5] =
            let placed = share (named "places" (learnedPositions 16))
            let read = source |> named "source" (embedding 6 8) |> placed
            let written = target |> named "target" (embedding 5 8) |> placed
            transformer (read, lengths) written |> named "head" (dense 5 { useBias = false })

        train Translator =
            { loss = fun output weight -> sum (output * weight)
              optimizer = gradient
              batch = 2
              epochs = 1 }
        """;

    public static TheoryData<int, string, string> Cases
    {
        get
        {
            var data = new TheoryData<int, string, string>();
            foreach (var (i, each) in Fixture.Transformer.Cases.Index())
            {
                var isSingle = each.Index is not null && !each.Body.Contains("{type}", StringComparison.Ordinal); // embeddings are f32
                if (!isSingle)
                    data.Add(i, each.Body, "f64");
                // All there is in one type, and some of it in the other: what differs is rounding.
                if (isSingle || i % 4 == 0)
                    data.Add(i, each.Body, "f32");
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Agrees_with_PyTorch(int index, string body, string type)
    {
        Assert.Equal(body, Fixture.Transformer.Cases[index].Body);
        BodyAgreement.Check(Fixture.Transformer.Cases[index], type);
    }

    [Fact]
    public void Weights_that_PyTorch_saved_load_by_its_names_for_any_lengths()
    {
        using var model = CompiledModel.Create(Program);
        foreach (var run in Fixture.Transformer.Saved)
        {
            var rows = run.Lengths.Length;
            var steps = run.Target.Length / rows;
            DataColumn[] data =
            [
                DataColumn.Create("source", run.Source, run.Source.Length / rows),
                DataColumn.Create("lengths", run.Lengths),
                DataColumn.Create("target", run.Target, steps),
            ];

            var report = model.LoadWeights(Path.Combine(FolderOf(), "transformer.safetensors"));

            Assert.Equal(model.Parameters.Count, report.Loaded.Count);
            Agreement.Check(model.Predict(new Dataset(data)).Columns[0].ToDoubles(), run.Y, Tolerance);
            model.Train(new Dataset([.. data, Agreement.Column("weight", run.W, "f32", steps, 5)]));
            foreach (var (name, gradient) in run.Gradients)
                Agreement.Check(model.Parameters[name].Values(), gradient, Tolerance);
        }
    }

    private static string FolderOf([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
