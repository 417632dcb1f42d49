namespace NetLang.Cli.Tests.BadInput;

/// <summary>Weight files that do not fit.</summary>
public class WeightTests
{
    public static TheoryData<string, byte[]> CorruptFiles => new()
    {
        { "empty", [] },
        { "shorter than the length", [1, 2, 3] },
        { "header longer than the file", [255, 255, 255, 255, 0, 0, 0, 0, (byte)'{', (byte)'}'] },
        { "header of a negative length", [255, 255, 255, 255, 255, 255, 255, 255, (byte)'{', (byte)'}'] },
        { "no JSON", [4, 0, 0, 0, 0, 0, 0, 0, .. "\0\0\0\0"u8] },
        { "no object", [2, 0, 0, 0, 0, 0, 0, 0, .. "[]"u8] },
    };

    [Theory]
    [MemberData(nameof(CorruptFiles))]
    public void A_corrupt_file_is_reported(string what, byte[] content)
    {
        using var project = new PointsProject();
        var weights = project.Folder.Write("net.safetensors", content);
        var error = Failure.Assert(project.Folder, ExitCode.RunError, "NL4603", "eval", project.Source, "--weights", weights);
        Assert.True(error.Contains(weights, StringComparison.Ordinal), what + ": " + error);
    }

    [Fact]
    public void A_truncated_file_is_reported()
    {
        using var project = new PointsProject();
        var weights = project.TrainedWeights();
        File.WriteAllBytes(weights, File.ReadAllBytes(weights)[..^5]);
        Failure.Assert(project.Folder, ExitCode.RunError, "NL4603", "eval", project.Source, "--weights", weights);
    }

    [Theory]
    [InlineData("NL4604", "dense 4 |> relu |> dense 2 |> dense 2", "dense3.weight")]
    [InlineData("NL4605", "dense 4 |> relu |> fun h -> h[_, 0..1]", "dense2.weight")]
    [InlineData("NL4606", "dense 5 |> relu |> dense 2", "[5, 2]")]
    public void Tensors_that_lack_are_too_many_or_have_another_shape_are_named(string code, string layers, string expected)
    {
        using var project = new PointsProject();
        var weights = project.TrainedWeights();
        var source = project.Folder.Write(
            "other.net",
            (PointsProject.Model + PointsProject.Train).Replace("dense 4 |> relu |> dense 2", layers, StringComparison.Ordinal));
        string[][] commands =
        [
            ["eval", source, "--weights", weights],
            ["predict", source, "--weights", weights, "--input", project.Folder.Combine("points.csv")],
            ["train", source, "--load", weights],
        ];
        Assert.All(commands, command => Assert.Contains(
            expected, Failure.Assert(project.Folder, ExitCode.RunError, code, command), StringComparison.Ordinal));
    }

    [Fact]
    public void A_missing_file_is_reported()
    {
        using var project = new PointsProject();
        var weights = project.Folder.Combine("absent.safetensors");
        Failure.Assert(project.Folder, ExitCode.RunError, "NL4601", "eval", project.Source, "--weights", weights);
        Failure.Assert(project.Folder, ExitCode.RunError, "NL4601", "train", project.Source, "--load", weights);
    }

    [Fact]
    public void A_folder_is_no_weight_file()
    {
        using var project = new PointsProject();
        Failure.Assert(project.Folder, ExitCode.RunError, "NL4602", "eval", project.Source, "--weights", project.Folder.Path);
    }
}
