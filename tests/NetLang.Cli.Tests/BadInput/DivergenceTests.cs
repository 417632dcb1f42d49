namespace NetLang.Cli.Tests.BadInput;

/// <summary>Training whose loss becomes NaN or infinite.</summary>
public class DivergenceTests
{
    private const string Model = """
        // Two steps an epoch: the rate explodes in the fourth epoch.
        let explode after step total = if step <= after then 0.01 else 1e30

        model Net (x: f32[N, 2]) : f32[N, 2] = x |> dense 4 |> dense 2
        train Net =
            { data      = csv { target = "side" } "points.csv"
              loss      = crossEntropy
              optimizer = sgd
              schedule  = explode AFTER
              batch     = 4
              epochs    = 10 }

        """;

    [Fact]
    public void In_the_first_epoch_nothing_is_saved_and_nothing_overwritten()
    {
        using var project = new PointsProject(Model.Replace("AFTER", "0", StringComparison.Ordinal));
        var weights = project.Folder.Write("net.safetensors", "older weights");
        var error = Failure.Assert(
            project.Folder, ExitCode.RunError, "NL4701", "train", project.Source, "--save", weights);
        Assert.Contains("help: ", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Later_the_weights_of_the_last_finished_epoch_are_saved()
    {
        using var project = new PointsProject(Model.Replace("AFTER", "6", StringComparison.Ordinal));
        var expected = project.Folder.Combine("expected.safetensors");
        Netlangc.Succeed("train", project.Source, "--epochs", "3", "--save", expected);
        var weights = project.Folder.Combine("net.safetensors");
        var result = Netlangc.Run("train", project.Source, "--save", weights);
        Assert.Equal(ExitCode.RunError, result.ExitCode);
        Assert.StartsWith("error NL4701", result.Error, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllBytes(expected), File.ReadAllBytes(weights));
    }
}
