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
    public void An_assembly_is_not_written_into_a_missing_folder()
    {
        using var project = new PointsProject();
        Failure.Assert(
            project.Folder, ExitCode.RunError, "NL5103", "build", project.Source, "-o", project.Folder.Combine("no/net.dll"));
    }

    [Fact]
    public void Weights_are_not_written_over_a_folder_or_into_a_missing_one()
    {
        using var project = new PointsProject();
        foreach (var path in new[] { project.Folder.Path, project.Folder.Combine("no/net.safetensors") })
            Failure.Assert(project.Folder, ExitCode.RunError, "NL4607", "train", project.Source, "--save", path);
    }
}
