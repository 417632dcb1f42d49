using System.Text.Json;
using NetLang.Cli.Output;
using NetLang.Runtime;

namespace NetLang.Cli.Tests.Commands;

/// <summary>A classifier of images: trained on a folder, measured, and asked for single files.</summary>
public sealed class ImageTests : IDisposable
{
    private const string Source = """
        let pictures folder = imageFolder { channels = 1 } folder |> scale (1.0 / 255.0)

        model Shades (image: f32[N, 1, 2, 3]) : f32[N, 3] = image |> flatten |> dense 3

        train Shades =
            { data      = pictures "learn" |> randomHorizontalFlip
              validate  = pictures "hold"
              loss      = crossEntropy
              metrics   = [accuracy]
              schedule  = constantRate 0.1
              batch     = 8
              epochs    = 60 }

        """;

    private static readonly string[] Classes = ["black", "grey", "white"];

    private readonly TemporaryFolder folder = new();
    private readonly string source;
    private readonly string weights;

    public ImageTests()
    {
        source = folder.Write("shades.net", Source);
        weights = folder.Combine("shades.safetensors");
        for (var index = 0; index < 30; index++)
        {
            // Black images are dark, white ones bright, and grey ones a slope between.
            var (first, last) = (index % 3) switch { 0 => (0, 0), 1 => (0, 255), _ => (255, 255) };
            Write($"learn/{Classes[index % 3]}/{index}.pgm", first, last, noise: index);
            Write($"hold/{Classes[index % 3]}/{index}.pgm", first, last, noise: 2 * index);
        }
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Eval_counts_the_classes_and_predict_names_them()
    {
        Netlangc.Succeed("train", source, "--save", weights);
        var report = JsonDocument.Parse(Netlangc.Succeed("eval", source, "--weights", weights, "--json")).RootElement;
        var confusion = report.GetProperty("confusion").EnumerateArray()
            .Select(row => row.EnumerateArray().Select(count => count.GetInt32()).ToArray()).ToArray();
        Assert.All(confusion, row => Assert.Equal(10, row.Sum()));
        Assert.Equal(report.GetProperty("accuracy").GetDouble(), Enumerable.Range(0, 3).Sum(i => confusion[i][i]) / 30.0, 1e-6);
        var white = report.GetProperty("classes")[2];
        Assert.Equal("white", white.GetProperty("class").GetString());
        Assert.Equal(10, white.GetProperty("support").GetInt32());
        Assert.Equal(confusion[2][2] / 10.0, white.GetProperty("recall").GetDouble());

        var image = folder.Combine("hold/white/2.pgm");
        var top = JsonDocument.Parse(
            Netlangc.Succeed("predict", source, "--weights", weights, "--input", image, "--top", "2", "--json")).RootElement[0];
        Assert.Equal(image, top.GetProperty("file").GetString());
        Assert.Equal(2, top.GetProperty("top").GetArrayLength());
        Assert.Equal("white", top.GetProperty("top")[0].GetProperty("class").GetString());
        Assert.True(top.GetProperty("top")[0].GetProperty("score").GetDouble() >= top.GetProperty("top")[1].GetProperty("score").GetDouble());

        var table = Netlangc.Succeed(
            "predict", source, "--weights", weights, "--input", folder.Combine("hold/black"), "--top", "5");
        Assert.Equal(10, table.Split('\n').Count(line => line.Contains(".pgm", StringComparison.Ordinal)));
        Assert.Contains("as white", Netlangc.Succeed("eval", source, "--weights", weights), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_folder_classes_are_numbers()
    {
        Netlangc.Succeed("train", source, "--epochs", "1", "--save", weights);
        Directory.Delete(folder.Combine("learn"), recursive: true);
        var top = Netlangc.Succeed(
            "predict", source, "--weights", weights, "--input", folder.Combine("hold/white/2.pgm"), "--top", "3", "--json");
        Assert.Equal(
            ["0", "1", "2"],
            JsonDocument.Parse(top).RootElement[0].GetProperty("top").EnumerateArray()
                .Select(score => score.GetProperty("class").GetString()!).Order());
    }

    [Fact]
    public void Tables_show_shares_and_counts()
    {
        // Of 4, 3 and 2 examples: one "b" is taken for "a", one "c" for "b"; "d" does not occur.
        var matrix = new ConfusionMatrix(4, [0, 0, 0, 0, 1, 1, 1, 2, 2], [0, 0, 0, 0, 0, 1, 1, 1, 2]);
        Assert.Equal(2 / 3.0, matrix.Recall(1));
        Assert.Equal(2 / 3.0, matrix.Precision(1));
        Assert.Equal(4 / 5.0, matrix.Precision(0));
        Assert.Equal(8 / 9.0, matrix.F1(0));
        Assert.Equal((0, 0, 0), (matrix.Recall(3), matrix.Precision(3), matrix.F1(3)));
        using var output = new StringWriter();
        var terminal = new Terminal(output, TextWriter.Null, interactive: false);
        foreach (var table in new ConfusionTables(matrix, ["a", "b", "[c]", "d"]).Render())
            terminal.Console.Write(table);
        Snapshot.Match(output.ToString(), "confusion");
    }

    private void Write(string name, int first, int last, int noise)
    {
        var path = folder.Combine(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var middle = (first + last) / 2;
        var pixels = new[] { first, middle, last, last, middle, first }.Select((value, at) => Math.Abs(value - ((noise + at) % 9)));
        File.WriteAllText(path, $"P2 3 2 255 {string.Join(' ', pixels)}");
    }
}
