using System.Runtime.CompilerServices;
using NetLang.Runtime.Data;
using NetLang.Testing;
using Xunit;

namespace NetLang.Parity.Tests.PyTorch;

/// <summary>Values and all gradients of recurrent layers, embeddings and attention, and weights that PyTorch saved.</summary>
public class RecurrentTests
{
    public static TheoryData<int, string, string> Cases
    {
        get
        {
            var data = new TheoryData<int, string, string>();
            foreach (var (i, each) in Fixture.Recurrent.Cases.Index())
            {
                if (each.Index is null) // embeddings are f32
                    data.Add(i, each.Body, "f64");
                // With lengths there are all parts of a layer; a state to begin with is data like any other.
                if (each.Index is not null || (each.Lengths is not null && !each.Inputs.ContainsKey("h0")))
                    data.Add(i, each.Body, "f32");
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Agrees_with_PyTorch(int index, string body, string type)
    {
        Assert.Equal(body, Fixture.Recurrent.Cases[index].Body);
        BodyAgreement.Check(Fixture.Recurrent.Cases[index], type);
    }

    [Fact]
    public void Weights_that_PyTorch_saved_load_by_its_names()
    {
        var (rows, steps, saved) = (Fixture.Recurrent.Batch, Fixture.Recurrent.Steps, Fixture.Recurrent.Saved);
        using var model = CompiledModel.Create($$"""
            model Tagger (index: i32[N, T]) : f32[N, T, 2] =
                index
                |> named "words" (embedding 6 3 { paddingIndex = 0 })
                |> named "encoder" (lstm 4 { layers = 2; bidirectional = true; projection = 2 })
                |> named "decoder" (gru 4)
                |> named "smoother" (rnn 4 { layers = 2 })
                |> named "head" (dense 2)
            """);

        var report = model.LoadWeights(Path.Combine(FolderOf(), "recurrent.safetensors"));

        Assert.Equal(model.Parameters.Count, report.Loaded.Count);
        var output = model.Predict(new Dataset(DataColumn.Create("index", saved.Index, steps))).Columns[0];
        Assert.Equal(rows, output.Count);
        Agreement.Check(output.ToDoubles(), saved.Y, 1e-5);
    }

    private static string FolderOf([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
