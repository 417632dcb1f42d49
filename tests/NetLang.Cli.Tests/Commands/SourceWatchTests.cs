using NetLang.Cli.Output;
using NetLang.Compiler;

namespace NetLang.Cli.Tests.Commands;

/// <summary>When a watched file is checked again: the time between two looks is what the test does in it.</summary>
public class SourceWatchTests
{
    private const string Importing = "import \"layers.net\"\nmodel Net (x: f32[N, 2]) : f32[N, 2] = head x\n";

    [Fact]
    public void A_new_text_is_checked_once_it_has_stood_still()
    {
        using var project = new PointsProject();
        var checks = Watch(
            project,
            [
                () => project.Folder.Write("net.net", "model Half"),
                () => project.Folder.Write("net.net", PointsProject.Model + "// mended\n"),
                () => { },
                () => { },
            ]);
        Assert.Equal([PointsProject.Model + PointsProject.Train, PointsProject.Model + "// mended\n"], checks);
    }

    [Fact]
    public void A_file_that_is_written_again_as_it_was_is_not_checked()
    {
        using var project = new PointsProject();
        var checks = Watch(
            project,
            [
                () => File.Delete(project.Source),
                () => project.Folder.Write("net.net", PointsProject.Model + PointsProject.Train),
                () => File.SetLastWriteTimeUtc(project.Source, DateTime.UnixEpoch),
                () => { },
            ]);
        Assert.Single(checks);
    }

    [Fact]
    public void A_file_that_is_gone_is_reported_and_watched()
    {
        using var project = new PointsProject();
        var checks = Watch(
            project,
            [
                () => File.Delete(project.Source),
                () => { },
                () => { },
                () => project.Folder.Write("net.net", PointsProject.Model),
                () => { },
            ]);
        Assert.Equal([PointsProject.Model + PointsProject.Train, null, PointsProject.Model], checks);
    }

    [Fact]
    public void Imports_are_watched_also_where_they_are_still_missing()
    {
        using var project = new PointsProject(Importing);
        var layers = project.Folder.Combine("layers.net");
        var seen = new List<string?>();
        Watch(
            project,
            [
                () => File.WriteAllText(layers, "let head = dense 2\n"),
                () => { },
                () => File.WriteAllText(layers, "let head = relu >> dense 2\n"),
                () => { },
            ],
            file => seen.Add(file.Texts.Single(text => text.Key.EndsWith("layers.net", StringComparison.Ordinal)).Value));
        Assert.Equal([null, "let head = dense 2\n", "let head = relu >> dense 2\n"], seen);
    }

    /// <summary>The texts that were checked, null where there was none, until nothing more happens.</summary>
    private static List<string?> Watch(PointsProject project, Action[] happenings, Action<SourceFile>? onCheck = null)
    {
        using var output = new StringWriter();
        var terminal = new Terminal(output, output, interactive: false);
        var file = new SourceFile(project.Source, DiagnosticStyle.Rendered, terminal);
        var checks = new List<string?>();
        var pauses = 0;
        Assert.Throws<OperationCanceledException>(() => SourceWatch.Run(file, Check, Pause));
        return checks;

        void Check()
        {
            Guard.Run(terminal, () => file.Compile(new CompilerOptions()) is null ? 1 : 0);
            checks.Add(file.Texts[file.Path]);
            onCheck?.Invoke(file);
        }

        void Pause()
        {
            if (pauses == happenings.Length)
                throw new OperationCanceledException();
            happenings[pauses++]();
        }
    }
}
