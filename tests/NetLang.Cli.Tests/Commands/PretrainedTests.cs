using System.Text.Json;

namespace NetLang.Cli.Tests.Commands;

/// <summary>Training that begins with weights of another model.</summary>
public sealed class PretrainedTests : IDisposable
{
    private readonly PointsProject project = new();
    private readonly string weights;

    public PretrainedTests() => weights = project.TrainedWeights();

    public void Dispose() => project.Dispose();

    [Fact]
    public void What_became_of_each_weight_is_reported()
    {
        var source = Source("load = \"net.safetensors\"", "dense 4 |> relu |> dense 3 |> named \"head\" (dense 2)");
        var output = Netlangc.Succeed("train", source, "--epochs", "1");
        Snapshot.Match(output[..output.IndexOf("Net:", StringComparison.Ordinal)], "pretrained");
    }

    [Fact]
    public void The_command_line_decides()
    {
        var source = Source("load = \"absent.safetensors\"", "dense 4 |> relu |> dense 2");
        var failure = Netlangc.Run("train", source);
        Assert.Contains("NL4601", failure.Error, StringComparison.Ordinal);
        var output = Netlangc.Succeed("train", source, "--epochs", "1", "--load", weights);
        Assert.StartsWith($"{weights}: 4 loaded\n", output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void Training_begins_with_the_weights_of_the_file()
    {
        // With nothing but the bias of the last layer trained, predictions keep the differences that were loaded.
        var source = Source(
            "load = \"net.safetensors\"; freeze = [\"dense.*\"; \"dense2.weight\"]", "dense 4 |> relu |> dense 2");
        var saved = project.Folder.Combine("again.safetensors");
        Netlangc.Succeed("train", source, "--epochs", "1", "--save", saved);
        var (before, after) = (Predictions(weights), Predictions(saved));
        Assert.All(before.Zip(after), pair => Assert.Equal(
            pair.First - before[0], pair.Second - after[0], 1e-4));
        Assert.NotEqual(before[0], after[0]);
    }

    /// <summary>The first output for each point.</summary>
    private double[] Predictions(string file)
    {
        var points = project.Folder.Combine("points.csv");
        var rows = Netlangc.Succeed("predict", project.Source, "--weights", file, "--input", points, "--json");
        return [.. JsonDocument.Parse(rows).RootElement.EnumerateArray()
            .Select(row => row.EnumerateObject().Single().Value[0].GetDouble())];
    }

    private string Source(string field, string layers) => project.Folder.Write(
        "other.net",
        (PointsProject.Model + PointsProject.Train)
            .Replace("dense 4 |> relu |> dense 2", layers, StringComparison.Ordinal)
            .Replace("batch    = 4", $"batch    = 4\n      {field}", StringComparison.Ordinal));
}
