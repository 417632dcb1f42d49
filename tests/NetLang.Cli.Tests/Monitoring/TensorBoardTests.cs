using System.Runtime.CompilerServices;
using NetLang.Cli.Monitoring;

namespace NetLang.Cli.Tests.Monitoring;

public class TensorBoardTests
{
    /// <summary>The same file as Google's package for protocol buffers writes (<c>make_events.py</c>), byte for byte.</summary>
    [Fact]
    public void Events_are_written_as_protobuf_writes_them()
    {
        using var stream = new MemoryStream();
        using var log = new TensorBoardLog(stream, new StoppedClock());
        log.Step(new(1, 2, 1, 70_000, 2.5, 2.5, 0.001, 10));
        log.Step(new(1, 2, 70_000, 70_000, -0.125, 2.5, 1e-30, 10));
        log.Epoch(new()
        {
            Epoch = 1,
            Epochs = 2,
            TrainLoss = 1.5,
            ValidationLoss = 1.75,
            Metrics = [new("größe", 0.5)],
            Rate = 0.1,
            ExamplesPerSecond = 10,
            Duration = TimeSpan.FromSeconds(1),
        });
        Assert.Equal(File.ReadAllText(Beside("events.txt")).Trim(), Convert.ToBase64String(stream.ToArray()));
    }

    [Fact]
    public void Training_writes_a_file_that_reads_back()
    {
        using var project = new PointsProject();
        var folder = project.Folder.Combine("runs/first");
        Netlangc.Succeed("train", project.Source, "--epochs", "3", "--tensorboard", folder);
        var path = Assert.Single(Directory.GetFiles(folder));
        Assert.StartsWith("events.out.tfevents.", Path.GetFileName(path), StringComparison.Ordinal);

        var events = EventReader.Read(File.ReadAllBytes(path));
        Assert.Equal([1, 2, 2, 3, 4, 4, 5, 6, 6], events.Skip(1).Select(e => e.Step));
        Assert.All(events.Where(e => e.Scalars.ContainsKey("loss/train")), e => Assert.Equal(
            ["loss/train", "loss/validation", "metrics/accuracy"], e.Scalars.Keys.Order(StringComparer.Ordinal)));
        Assert.Equal(
            (events[1].Scalars["loss/step"] + events[2].Scalars["loss/step"]) / 2, events[3].Scalars["loss/train"], 1e-5);
        Assert.Equal(0.001f, events[1].Scalars["learning_rate"]);
        Assert.All(events, e => Assert.InRange(e.Time, events[0].Time, DateTimeOffset.UtcNow.ToUnixTimeSeconds() + 1.0));
    }

    [Fact]
    public void Each_training_has_a_file_of_its_own()
    {
        using var project = new PointsProject();
        var folder = project.Folder.Combine("runs");
        Netlangc.Succeed("train", project.Source, "--tensorboard", folder);
        Netlangc.Succeed("train", project.Source, "--tensorboard", folder);
        Assert.Equal(2, Directory.GetFiles(folder).Length);
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_told_before_training()
    {
        using var project = new PointsProject();
        var result = Netlangc.Run("train", project.Source, "--tensorboard", project.Folder.Combine("points.csv"));
        Assert.Equal(ExitCode.RunError, result.ExitCode);
        Assert.Contains("NL5103", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("epoch", result.Output, StringComparison.Ordinal);
    }

    private static string Beside(string name, [CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, name);

    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_250);
    }
}
