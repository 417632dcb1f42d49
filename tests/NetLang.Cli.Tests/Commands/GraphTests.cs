using System.Xml.Linq;

namespace NetLang.Cli.Tests.Commands;

/// <summary>The command; what is drawn is tested with the compiler.</summary>
public class GraphTests
{
    [Theory]
    [InlineData("digraph \"Net\" {")]
    [InlineData("digraph \"Net\" {", "--format", "dot")]
    [InlineData("flowchart TB", "--format", "mermaid")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\" ", "--format", "svg")]
    public void It_is_printed(string beginning, params string[] options)
    {
        using var project = new PointsProject();
        Assert.StartsWith(beginning, Netlangc.Succeed(["graph", project.Source, .. options]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("net.dot", "digraph ")]
    [InlineData("net.gv", "digraph ")]
    [InlineData("net.mmd", "flowchart ")]
    [InlineData("pictures/net.SVG", "<svg ")]
    [InlineData("net.txt", "<svg ", "--format", "svg")]
    public void Or_written_in_the_format_that_the_file_has(string name, string beginning, params string[] options)
    {
        using var project = new PointsProject();
        var path = project.Folder.Combine(name);
        Assert.Equal("", Netlangc.Succeed(["graph", project.Source, "-o", path, .. options]));
        Assert.StartsWith(beginning, File.ReadAllText(path), StringComparison.Ordinal);
    }

    [Fact]
    public void Depth_folds_and_a_model_can_be_chosen()
    {
        using var project = new PointsProject("""
            let block units x = x |> dense units |> relu |> dense units
            model First (x: f32[N, 4]) : f32[N, 4] = block 4 x
            model Second (x: f32[N, 4]) : f32[N, 4] = dense 4 x
            """);
        string[] command = ["graph", project.Source, "--model", "First"];
        Assert.Contains("dense2", Netlangc.Succeed(command), StringComparison.Ordinal);
        Assert.DoesNotContain("dense2", Netlangc.Succeed([.. command, "--depth", "1"]), StringComparison.Ordinal);
        Assert.Equal(ExitCode.RunError, Netlangc.Run("graph", project.Source).ExitCode);
    }

    [Fact]
    public void Every_example_has_a_picture()
    {
        foreach (var example in Directory.EnumerateFiles(Netlangc.Examples, "*.net", SearchOption.AllDirectories))
        {
            var models = File.ReadLines(example).Where(line => line.StartsWith("model ", StringComparison.Ordinal)).Select(line => line.Split(' ')[1]);
            foreach (var model in models)
                Assert.NotNull(XDocument.Parse(Netlangc.Succeed("graph", example, "--model", model, "--format", "svg")).Root);
        }
    }
}
