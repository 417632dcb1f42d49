using System.Runtime.Loader;
using NetLang.Compiler;
using NetLang.Compiler.Text;
using NetLang.Runtime;
using NetLang.Testing;
using Xunit;

namespace NetLang.Parity.Tests.Backends;

/// <summary>From the text of a model to a class that predicts and trains.</summary>
[Trait("Category", "Numeric")]
public sealed class CompiledModelTests
{
    private const string Xor = """
        model Xor (x: f32[N, 2]) : f32[N, 1] =
            x |> dense 8 |> tanh |> dense 1

        train Xor =
            { data     = rows [[0.0; 0.0]; [0.0; 1.0]; [1.0; 0.0]; [1.0; 1.0]] [[0.0]; [1.0]; [1.0]; [0.0]]
              loss     = binaryCrossEntropy
              schedule = constantRate 0.05
              batch    = 4
              epochs   = 300 }
        """;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Learns_exclusive_or(bool isChecked)
    {
        var model = Create(Xor, "Xor", new() { Checked = isChecked });
        var reports = model.Train();
        Assert.True(reports[^1].TrainLoss < 0.05, $"loss {reports[^1].TrainLoss}");
        var scores = Predict(model, [0, 0, 0, 1, 1, 0, 1, 1]);
        Assert.Equal([false, true, true, false], scores.Select(s => s > 0));
    }

    [Fact]
    public void Has_the_same_bits_for_any_number_of_threads()
    {
        var weights = new List<float[]>();
        foreach (var threads in new[] { 1, 2, 3 })
        {
            var model = Create(Xor, "Xor", new(), new() { Threads = threads });
            model.Train(options: new() { Epochs = 5 });
            weights.Add(Predict(model, [0.25f, 0.5f]));
        }

        Assert.Equal(weights[0], weights[1]);
        Assert.Equal(weights[0], weights[2]);
    }

    /// <summary>They share the workers' scratch, in which columns of the weights, here transposed too, lie packed.</summary>
    [Fact]
    public void Predictions_at_the_same_time_are_those_of_one_thread()
    {
        const string source = """
            model Tied (x: f32[N, 150]) : f32[N, 150] =
                param weight : f32[150, 200] = uniformFanIn 150
                tanh (x @ weight) @ transpose weight

            train Tied = { data = rows [[RANDOM]] [[RANDOM]]; loss = mse; batch = 1; epochs = 1 }
            """;
        var row = string.Join("; ", Enumerable.Range(0, 150).Select(i => $"{i % 7 / 7.0:0.00}"));
        var models = new[] { 1, 3 }
            .Select(threads => Create(source.Replace("RANDOM", row, StringComparison.Ordinal), "Tied", new(), new() { Threads = threads }))
            .ToList();
        for (var epoch = 0; epoch < 3; epoch++)
        {
            Parallel.For(0, 40, number =>
            {
                var input = Enumerable.Range(0, 300 * 150).Select(i => (i * (number % 5 + 1) % 11) - 5f).ToArray();
                Assert.Equal(Predict(models[0], input), Predict(models[1], input));
            });
            foreach (var model in models)
                model.Train();
        }
    }

    [Fact]
    public void Several_outputs_have_names()
    {
        var model = Create("model Two (x: f32[N, 2]) = (tanh x, x * 2.0)", "Two", new());
        var result = model.GetType().GetMethod("Predict", [typeof(float[])])!.Invoke(model, [new float[] { 1, 2 }])!;
        Assert.Equal(2, result.GetType().GetProperties().Count(p => p.PropertyType == typeof(float[])));
    }

    private static float[] Predict(Model model, float[] input) =>
        (float[])model.GetType().GetMethod("Predict", [typeof(float[])])!.Invoke(model, [input])!;

    private static Model Create(string source, string name, CompilerOptions options, ModelOptions? runtime = null)
    {
        var compilation = Compilation.Create(new SourceText("test.net", source), options);
        Assert.True(compilation.Diagnostics.All(d => !d.IsError), string.Join("\n", compilation.Diagnostics.Select(d => d.Message)));
        var emitted = compilation.EmitAssembly(CompiledPrograms.References);
        Assert.True(emitted.Image is not null, string.Join("\n", emitted.Diagnostics.Select(d => d.Message)) + compilation.EmitCSharp());
        var assembly = new AssemblyLoadContext("test", isCollectible: true).LoadFromStream(new MemoryStream(emitted.Image!));
        return (Model)assembly.GetType(name)!.GetMethod("Create")!.Invoke(null, [runtime ?? new ModelOptions { Seed = 1 }])!;
    }
}
