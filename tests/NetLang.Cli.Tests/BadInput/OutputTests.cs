namespace NetLang.Cli.Tests.BadInput;

/// <summary>Places that cannot be written to.</summary>
public class OutputTests
{
    [Fact]
    public void An_assembly_is_not_written_over_a_folder()
    {
        using var project = new PointsProject();
        Directory.CreateDirectory(project.Folder.Combine("out"));
        Failure.Assert(
            project.Folder, ExitCode.RunError, "NL5103", "build", project.Source, "-o", project.Folder.Combine("out"));
    }

    [Fact]
    public void Where_one_file_cannot_be_written_none_is()
    {
        using var project = new PointsProject();
        Directory.CreateDirectory(project.Folder.Combine("net.xml"));
        Failure.Assert(project.Folder, ExitCode.RunError, "NL5103", "build", project.Source);
    }

    [Fact]
    public void Nothing_is_written_below_a_file()
    {
        using var project = new PointsProject();
        var path = Path.Combine(project.Folder.Combine("points.csv"), "net");
        Failure.Assert(project.Folder, ExitCode.RunError, "NL5103", "build", project.Source, "-o", path);
        Failure.Assert(project.Folder, ExitCode.RunError, "NL5103", "train", project.Source, "--save", path);
        Failure.Assert(project.Folder, ExitCode.RunError, "NL5103", "new", "flowers", "-o", path);
    }

    [Fact]
    public void Weights_that_cannot_be_written_are_told_before_training()
    {
        using var project = new PointsProject();
        var error = Failure.Assert(
            project.Folder, ExitCode.RunError, "NL5103", "train", project.Source, "--save", project.Folder.Path);
        Assert.Contains("a folder of this name exists", error, StringComparison.Ordinal);
        Assert.Equal("", Netlangc.Run("train", project.Source, "--save", project.Folder.Path).Output);
    }

    [Fact]
    public void Missing_folders_are_made()
    {
        using var project = new PointsProject();
        var assembly = project.Folder.Combine("bin/new/net.dll");
        var weights = project.Folder.Combine("weights/new/net.safetensors");
        Netlangc.Succeed("build", project.Source, "-o", assembly);
        Netlangc.Succeed("train", project.Source, "--save", weights);
        Assert.True(File.Exists(assembly) && File.Exists(weights));
    }
}
