using System.Globalization;
using NetLang.Runtime;

namespace NetLang.Cli.Monitoring;

/// <summary>
/// What a training reports, as a file of events that TensorBoard shows: loss and learning rate of each step, and loss,
/// validation loss and metrics of each epoch at its last step.
/// </summary>
internal sealed class TensorBoardLog : IDisposable
{
    private readonly Stream stream;
    private readonly EventRecords records;
    private readonly TimeProvider clock;
    private long step;

    /// <param name="stream">Disposed of with this.</param>
    public TensorBoardLog(Stream stream, TimeProvider clock)
    {
        this.stream = stream;
        this.clock = clock;
        records = new(stream);
        records.Write(EventMessage.Version(Seconds()).Bytes);
    }

    /// <summary>A new file in a folder, which is made where there is none.</summary>
    /// <exception cref="NetLangException">It cannot be written.</exception>
    public static TensorBoardLog Create(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var begin = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
            for (var number = 0; ; number++)
            {
                // TensorBoard knows its files by this beginning; the rest keeps those of several trainings apart.
                var name = string.Create(
                    CultureInfo.InvariantCulture,
                    $"events.out.tfevents.{begin}.{Environment.MachineName}.{Environment.ProcessId}.{number}");
                var path = Path.Combine(folder, name);
                if (!File.Exists(path))
                    return new(new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, 1 << 16), TimeProvider.System);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw Unwritable(folder, failure);
        }
    }

    public void Step(StepReport report)
    {
        step = report.Step;
        Write(("loss/step", report.StepLoss), ("learning_rate", report.Rate));
    }

    public void Epoch(EpochReport report)
    {
        Write(
        [
            ("loss/train", report.TrainLoss),
            .. report.ValidationLoss is { } loss ? [("loss/validation", loss)] : Array.Empty<(string, double)>(),
            .. report.Metrics.Select(metric => ($"metrics/{metric.Name}", metric.Value)),
        ]);
        stream.Flush(); // so that an epoch is seen when it is over
    }

    public void Dispose() => stream.Dispose();

    private void Write(params ReadOnlySpan<(string Tag, double Value)> scalars)
    {
        try
        {
            records.Write(EventMessage.Scalars(Seconds(), step, scalars).Bytes);
        }
        catch (IOException failure)
        {
            throw Unwritable((stream as FileStream)?.Name ?? "the events", failure);
        }
    }

    private double Seconds() => clock.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0;

    private static NetLangException Unwritable(string path, Exception failure) => new(
        CliErrors.OutputUnwritable,
        $"cannot write '{path}': {failure.Message}",
        "choose a folder that you may write to",
        failure);
}
