using System.Text.Json;

namespace NetLang.Cli.Tests.Commands;

/// <summary><c>eval</c>, <c>predict</c>, <c>summary</c> and <c>new</c>.</summary>
public class UseTests
{
    [Fact]
    public void Eval_measures_what_train_printed()
    {
        using var project = new PointsProject();
        var weights = project.Folder.Combine("net.safetensors");
        var trained = Netlangc.Succeed("train", project.Source, "--epochs", "100", "--save", weights);
        var output = Netlangc.Succeed("eval", project.Source, "--weights", weights);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("loss      0.", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("accuracy  ", lines[1], StringComparison.Ordinal);
        var last = trained.Split('\n').Last(line => line.StartsWith("epoch", StringComparison.Ordinal));
        Assert.Contains("held out " + lines[0].Split("  ")[^1], last, StringComparison.Ordinal);
    }

    /// <summary>Whose class has another name.</summary>
    [Theory]
    [InlineData("Step")]
    [InlineData("Predict")]
    [InlineData("Model")]
    public void A_model_may_be_named_as_a_member(string name)
    {
        using var project = new PointsProject((PointsProject.Model + PointsProject.Train).Replace("Net", name, StringComparison.Ordinal));
        Assert.Contains("accuracy", Netlangc.Succeed("eval", project.Source, "--weights", project.TrainedWeights()), StringComparison.Ordinal);
    }

    [Fact]
    public void Eval_prints_json()
    {
        using var project = new PointsProject();
        var output = Netlangc.Succeed("eval", project.Source, "--weights", project.TrainedWeights(), "--json");
        var report = JsonDocument.Parse(output).RootElement;
        Assert.True(report.GetProperty("loss").GetDouble() > 0);
        Assert.InRange(report.GetProperty("accuracy").GetDouble(), 0, 1);
    }

    [Fact]
    public void Json_holds_numbers_that_are_not_finite_as_text()
    {
        using var project = new PointsProject();
        var weights = project.TrainedWeights();
        var bytes = File.ReadAllBytes(weights);
        bytes.AsSpan(^8..).Fill(0xFF); // the last two floats become NaN
        File.WriteAllBytes(weights, bytes);
        var input = project.Folder.Combine("points.csv");
        var rows = Netlangc.Succeed("predict", project.Source, "--weights", weights, "--input", input, "--json");
        Assert.Contains("\"NaN\"", JsonDocument.Parse(rows).RootElement.GetRawText(), StringComparison.Ordinal);
        var report = Netlangc.Succeed("eval", project.Source, "--weights", weights, "--json");
        Assert.Equal("NaN", JsonDocument.Parse(report).RootElement.GetProperty("loss").GetString());
    }

    [Theory]
    [InlineData("a,b,side\n0.1,0.9,1\n0.9,0.2,0\n")]
    [InlineData("a,b\n0.1,0.9\n0.9,0.2\n")]
    public void Predict_reads_csv_with_and_without_the_target(string csv)
    {
        using var project = new PointsProject();
        var weights = project.TrainedWeights();
        var input = project.Folder.Write("input.csv", csv);
        var rows = Rows(Netlangc.Succeed("predict", project.Source, "--weights", weights, "--input", input, "--json"));
        Assert.Equal(2, rows.Count);
        Assert.All(rows, row => Assert.Equal(2, row.Length));
    }

    [Fact]
    public void Predict_reads_npy_and_gives_the_same()
    {
        using var project = new PointsProject();
        var weights = project.TrainedWeights();
        var csv = project.Folder.Write("input.csv", "a,b\n0.5,0.75\n0.25,2\n");
        var npy = project.Folder.Write("input.npy", Npy([0.5f, 0.75f, 0.25f, 2f]));
        var fromCsv = Netlangc.Succeed("predict", project.Source, "--weights", weights, "--input", csv, "--json");
        var fromNpy = Netlangc.Succeed("predict", project.Source, "--weights", weights, "--input", npy, "--json");
        Assert.Equal(fromCsv, fromNpy);
    }

    [Fact]
    public void Predict_shows_a_table()
    {
        using var project = new PointsProject("model Twice (x: f32[N, 2]) : f32[N, 2] = 2.0 * x\n");
        var input = project.Folder.Write("input.csv", "a,b\n0.5,0.75\n-3,1e6\n");
        var table = Netlangc.Succeed("predict", project.Source, "--input", input);
        Snapshot.Match(table, "predict");
    }

    [Fact]
    public void New_writes_a_model_that_trains_at_once()
    {
        using var folder = new TemporaryFolder();
        var project = folder.Combine("my-flowers");
        var output = Netlangc.Succeed("new", "my-flowers", "-o", project);
        Assert.Contains("netlangc train", output, StringComparison.Ordinal);
        var source = Path.Combine(project, "my-flowers.net");
        var weights = Path.Combine(project, "w.safetensors");
        Assert.StartsWith("MyFlowers: ", Netlangc.Succeed("train", source, "--save", weights), StringComparison.Ordinal);
        var report = Netlangc.Succeed("eval", source, "--weights", weights, "--json");
        Assert.True(JsonDocument.Parse(report).RootElement.GetProperty("accuracy").GetDouble() >= 0.9, report);
    }

    [Theory]
    [InlineData("123", ExitCode.UsageError)]
    [InlineData("a/b", ExitCode.UsageError)]
    [InlineData("--", ExitCode.UsageError)]
    public void New_wants_a_name(string name, int expected) => Assert.Equal(expected, Netlangc.Run("new", name).ExitCode);

    [Fact]
    public void New_overwrites_nothing()
    {
        using var folder = new TemporaryFolder();
        var result = Netlangc.Run("new", "flowers", "-o", folder.Path);
        Assert.Equal(ExitCode.RunError, result.ExitCode);
        Assert.Contains("NL5103", result.Error, StringComparison.Ordinal);
        Assert.Empty(folder.Files);
    }

    private static List<double[]> Rows(string json) =>
        [.. JsonDocument.Parse(json).RootElement.EnumerateArray()
            .Select(row => row.EnumerateObject().Single().Value.EnumerateArray().Select(v => v.GetDouble()).ToArray())];

    private static byte[] Npy(float[] rowsOfTwo)
    {
        var header = $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({rowsOfTwo.Length / 2}, 2), }}";
        header = header.PadRight(117) + '\n';
        byte[] start = [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. System.Text.Encoding.ASCII.GetBytes(header)];
        return [.. start, .. System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(rowsOfTwo)];
    }
}
