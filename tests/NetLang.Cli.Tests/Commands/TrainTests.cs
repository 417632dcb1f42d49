using System.Text.RegularExpressions;

namespace NetLang.Cli.Tests.Commands;

public partial class TrainTests
{
    [Fact]
    public void A_line_an_epoch_when_nobody_watches()
    {
        using var project = new PointsProject();
        var weights = project.Folder.Combine("net.safetensors");
        var output = Netlangc.Succeed("train", project.Source, "--epochs", "3", "--seed", "5", "--save", weights);
        var masked = Figure().Replace(output.Replace(weights, "net.safetensors", StringComparison.Ordinal), "#");
        Snapshot.Match(masked, "train");
        Assert.True(File.Exists(weights));
    }

    [Fact]
    public void Many_short_epochs_print_some_fifty_lines()
    {
        using var project = new PointsProject();
        var lines = Netlangc.Succeed("train", project.Source, "--epochs", "500").Split('\n');
        Assert.InRange(lines.Count(line => line.StartsWith("epoch", StringComparison.Ordinal)), 50, 60);
        Assert.Contains(lines, line => line.StartsWith("epoch   1/500", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("epoch 500/500", StringComparison.Ordinal));
    }

    [Fact]
    public void The_same_seed_gives_the_same_weights_for_any_number_of_threads()
    {
        using var project = new PointsProject();
        Assert.Equal(Train(project, "7", "1"), Train(project, "7", "3"));
        Assert.NotEqual(Train(project, "7", "1"), Train(project, "8", "1"));
    }

    [Fact]
    public void Training_goes_on_from_loaded_weights()
    {
        using var project = new PointsProject();
        var weights = project.Folder.Combine("net.safetensors");
        Netlangc.Succeed("train", project.Source, "--epochs", "200", "--save", weights);
        var again = Netlangc.Succeed("train", project.Source, "--epochs", "1", "--load", weights);
        var anew = Netlangc.Succeed("train", project.Source, "--epochs", "1");
        Assert.True(Loss(again) < 0.8 * Loss(anew), again + anew);
    }

    [Fact]
    public void The_data_may_lie_elsewhere()
    {
        using var project = new PointsProject();
        using var data = new TemporaryFolder();
        File.Move(project.Folder.Combine("points.csv"), data.Combine("points.csv"));
        Netlangc.Succeed("train", project.Source, "--data", data.Path);
    }

    [Fact]
    public void A_file_of_several_models_asks_which()
    {
        using var project = new PointsProject(
            PointsProject.Model + PointsProject.Train
            + (PointsProject.Model + PointsProject.Train).Replace("Net", "Other", StringComparison.Ordinal));
        var result = Netlangc.Run("train", project.Source);
        Assert.Equal(ExitCode.RunError, result.ExitCode);
        Assert.Contains("Net, Other", result.Error, StringComparison.Ordinal);
        Assert.StartsWith("Other: ", Netlangc.Succeed("train", project.Source, "--model", "Other"), StringComparison.Ordinal);
        Assert.Contains("NL5104", Netlangc.Run("train", project.Source, "--model", "Third").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_without_a_train_record_cannot_be_trained()
    {
        using var project = new PointsProject(PointsProject.Model);
        var result = Netlangc.Run("train", project.Source);
        Assert.Equal(ExitCode.RunError, result.ExitCode);
        Assert.Contains("NL5105", result.Error, StringComparison.Ordinal);
    }

    private static byte[] Train(PointsProject project, string seed, string threads)
    {
        var weights = project.Folder.Combine("net.safetensors");
        Netlangc.Succeed("train", project.Source, "--seed", seed, "--threads", threads, "--save", weights);
        return File.ReadAllBytes(weights);
    }

    private static double Loss(string output) =>
        double.Parse(FirstLoss().Match(output).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);

    // Figures that depend on the machine or on rounding; the numbers of epochs and weights do not.
    [GeneratedRegex(@"(?<=(loss|held out|accuracy|in) )[\d.]+|[\d,]+(?= examples/s)|[\d.]+(?= s\n)")]
    private static partial Regex Figure();

    [GeneratedRegex(@"loss ([\d.]+)")]
    private static partial Regex FirstLoss();
}
