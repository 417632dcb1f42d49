using System.Text.Json;

namespace NetLang.Cli.Tests.Commands;

/// <summary>Models of texts and series: checked, profiled, trained, and asked for files of their kind.</summary>
public sealed class TextTests : IDisposable
{
    private const string Names = """
        let letters = characters "abcdefghij"

        model Names (tokens: i32[N, T]) (lengths: i32[N]) : f32[N, 2] =
            tokens |> embedding 10 4 |> gru 8 { lengths = lengths } |> lastStep { lengths = lengths } |> dense 2

        train Names =
            let (learn, hold) = labelledText { text = "name"; label = "kind"; length = 4 } letters "names.csv" |> split 0.75
            { data     = learn
              validate = hold
              loss     = crossEntropy
              metrics  = [accuracy]
              schedule = constantRate 0.02
              batch    = 8
              epochs   = 20 }

        """;

    private const string Forecast = """
        model Forecast (features: f32[N, 3, 2]) : f32[N] = features |> flatten |> dense 1 |> squeeze -1

        train Forecast =
            let (past, recent) = series { window = 3; target = "y" } "walk.csv" |> split { shuffle = false } 0.75
            { data = past; validate = recent; loss = mse; epochs = 2 }

        """;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Classes_of_texts_have_their_names()
    {
        var source = WriteNames();
        Netlangc.Succeed("check", source);
        Assert.Contains("N = 8", Netlangc.Succeed("profile", source, "--steps", "2"), StringComparison.Ordinal);
        var weights = folder.Combine("names.safetensors");
        Netlangc.Succeed("train", source, "--save", weights);
        var report = JsonDocument.Parse(Netlangc.Succeed("eval", source, "--weights", weights, "--json")).RootElement;
        Assert.Equal(1, report.GetProperty("accuracy").GetDouble());
        Assert.Equal("high", report.GetProperty("classes")[0].GetProperty("class").GetString());

        var unlabelled = folder.Write("new.csv", "name\nab\njigh\n\"\"\n");
        var top = JsonDocument.Parse(Netlangc.Succeed(
            "predict", source, "--weights", weights, "--input", unlabelled, "--top", "1", "--json")).RootElement;
        Assert.Equal(["low", "high"], top.EnumerateArray().Take(2).Select(row => row.GetProperty("top")[0].GetProperty("class").GetString()!));
        Assert.Equal(3, top.GetArrayLength());
    }

    [Fact]
    public void Without_the_file_random_data_are_profiled()
    {
        var source = WriteNames();
        File.Delete(folder.Combine("names.csv"));
        Netlangc.Succeed("check", source);
        Assert.Contains("Names", Netlangc.Succeed("profile", source, "--steps", "2", "--random"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_series_is_told_beyond_its_end()
    {
        var source = folder.Write("forecast.net", Forecast);
        var rows = string.Concat(Enumerable.Range(0, 20).Select(row => $"{row},{row % 3}\n"));
        var weights = folder.Combine("forecast.safetensors");
        var data = folder.Write("walk.csv", $"t,y\n{rows}");
        Netlangc.Succeed("train", source, "--save", weights);
        var predicted = Netlangc.Succeed("predict", source, "--weights", weights, "--input", data, "--json");
        Assert.Equal(18, JsonDocument.Parse(predicted).RootElement.GetArrayLength());
    }

    private string WriteNames()
    {
        var random = new Random(1);
        string Name(string letters) => string.Concat(Enumerable.Range(0, random.Next(1, 5)).Select(_ => letters[random.Next(5)]));
        var rows = Enumerable.Range(0, 40).Select(row => row % 2 == 0 ? $"{Name("abcde")},low\n" : $"{Name("fghij")},high\n");
        folder.Write("names.csv", $"name,kind\n{string.Concat(rows)}");
        return folder.Write("names.net", Names);
    }
}
