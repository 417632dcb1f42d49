using NetLang.Runtime.Data;
using NetLang.Testing;
using Xunit;

namespace NetLang.Parity.Tests.PyTorch;

/// <summary>Compares the values of a model's body, and the gradients of all its inputs and weights, with PyTorch's.</summary>
internal static class BodyAgreement
{
    public static void Check(BodyCase expected, string type)
    {
        var rows = expected.Rows;
        var steps = expected.Index?[0].Length ?? 0;
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
                {{expected.Body.Replace("{type}", type, StringComparison.Ordinal)}}

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

    private static string Lines(IEnumerable<string> lines) => string.Join("\n    ", lines);
}
