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
        var expected = Fixture.Recurrent.Cases[index];
        var (rows, steps) = (Fixture.Recurrent.Batch, Fixture.Recurrent.Steps);
        var inputs = expected.Inputs.ToDictionary(
            input => input.Key,
            input => (Param: $"{input.Key}Rows", Row: input.Value.Shape[1..], input.Value.Values));
        using var model = CompiledModel.Create($$"""
            optimizer gradient (w, g, rate, step) =
                w <- g

            model Net
                    (row: {{type}}[N, {{rows}}])
                    {{(expected.Lengths is null ? "" : "(lengths: i32[N])")}}
                    {{(expected.Index is null ? "" : $"(index: i32[N, {steps}])")}}
                    : {{type}}[N, {{expected.Columns}}] =
                {{Lines(inputs.Values.Select(i => $"param {i.Param} : {type}[{rows}, {i.Values.Length / rows}] = zeros"))}}
                {{Lines(inputs.Select(i => $"let {i.Key} = reshape [N; {string.Join("; ", i.Value.Row)}] (row @ {i.Value.Param})"))}}
                {{body}}

            train Net =
                { loss = fun output weight -> sum (output * weight)
                  optimizer = gradient
                  batch = {{rows}}
                  epochs = 1 }
            """);
        foreach (var (param, _, values) in inputs.Values)
            model.Parameters[param].Set(values);
        foreach (var (path, values) in expected.Weights)
            model.Parameters[path].Set(values);
        DataColumn[] data =
        [
            Agreement.Column("row", Agreement.Identity(rows), type, rows),
            .. expected.Lengths is { } lengths ? [DataColumn.Create("lengths", lengths)] : Array.Empty<DataColumn>(),
            .. expected.Index is { } places ? [DataColumn.Create("index", [.. places.SelectMany(i => i)], steps)] : Array.Empty<DataColumn>(),
        ];
        var tolerance = type == "f64" ? 1e-10 : 1e-5;

        Agreement.Check(model.Predict(new Dataset(data)).Columns[0].ToDoubles(), expected.Y, tolerance);
        model.Train(new Dataset([.. data, Agreement.Column("weight", expected.W, type, expected.Columns)]));
        Assert.Equal(expected.Gradients.Count, model.Parameters.Count);
        foreach (var (name, gradient) in expected.Gradients)
        {
            var parameter = inputs.TryGetValue(name, out var input) ? input.Param : name;
            Agreement.Check(model.Parameters[parameter].Values(), gradient, tolerance);
        }
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

    private static string Lines(IEnumerable<string> lines) => string.Join("\n    ", lines);

    private static string FolderOf([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
