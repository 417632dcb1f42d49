using System.Text.Json;

namespace NetLang.Cli.Tests.Commands;

/// <summary>Programs of several files and models, on disk.</summary>
public sealed class ImportTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public ImportTests()
    {
        Directory.CreateDirectory(folder.Combine("lib"));
        folder.Write("lib/points.csv", PointsProject.Points);
        folder.Write("lib/points.net", """
            let points = csv { target = "side" } "points.csv"

            model Encoder (x: f32[N, 2]) : f32[N, 4] = x |> dense 4 |> relu
            """);
        Source = folder.Write("net.net", """
            import "lib/points.net"

            model Side (x: f32[B, 2]) : f32[B, 2] = x |> Encoder |> dense 2
            model Probability (x: f32[B, 2]) : f32[B, 2] = x |> Encoder |> dense 2 |> softmax

            train Side =
                { data     = points
                  validate = points
                  loss     = crossEntropy
                  epochs   = 2 }
            """);
    }

    private string Source { get; }

    [Fact]
    public void Every_command_takes_a_program_of_several_files_and_models()
    {
        var weights = folder.Combine("side.safetensors");
        Assert.Equal($"{Source}: no errors (Side, Probability)\n", Netlangc.Succeed("check", Source));
        Assert.Contains("Saved", Netlangc.Succeed("train", Source, "--save", weights), StringComparison.Ordinal);
        Assert.Contains("loss", Netlangc.Succeed("eval", Source, "--weights", weights), StringComparison.Ordinal);
        Assert.Contains("Encoder", Netlangc.Succeed("summary", Source), StringComparison.Ordinal);
        var summary = Netlangc.Succeed("summary", Source, "--model", "Probability");
        Assert.Contains("Encoder", summary, StringComparison.Ordinal);

        // The other model has layers of the same names.
        var input = folder.Write("new.csv", "a,b\n0.1,0.9\n");
        var output = Netlangc.Succeed(
            "predict", Source, "--model", "Probability", "--weights", weights, "--input", input, "--json");
        var row = JsonDocument.Parse(output).RootElement[0].EnumerateObject().Single().Value;
        Assert.Equal(1, row.EnumerateArray().Sum(p => p.GetDouble()), 1e-5);
    }

    [Fact]
    public void An_assembly_holds_the_models_of_the_main_file_and_lists_its_sources()
    {
        var assembly = folder.Combine("net.dll");
        var sources = folder.Combine("net.sources");
        Netlangc.Succeed("build", Source, "-o", assembly, "--list-sources", sources);
        Assert.Equal([Source, folder.Combine("lib/points.net")], File.ReadAllLines(sources));
        var types = System.Reflection.Assembly.Load(File.ReadAllBytes(assembly)).GetExportedTypes();
        var models = types.Where(t => t.IsSubclassOf(typeof(Runtime.Model))).Select(t => t.Name);
        Assert.Equal(["Probability", "Side"], models.Order());
    }

    [Fact]
    public void A_library_is_checked_alone()
    {
        var library = folder.Write("lib/blocks.net", "let block x = x |> dense 4");
        Assert.Equal($"{library}: no errors (no models)\n", Netlangc.Succeed("check", library));
    }

    public void Dispose() => folder.Dispose();
}
