using System.Diagnostics;
using System.Globalization;
using NetLang.Compiler.Diagnostics;
using NetLang.Runtime;

namespace NetLang.Cli.Output;

/// <summary>
/// A line an epoch, or fewer where many epochs pass in no time; while a person watches, a line below it that shows the
/// running one.
/// </summary>
internal sealed class TrainingProgress(Terminal terminal, Model model)
{
    // More lines than these are printed only of epochs that take their time.
    private const int ManyLines = 50;

    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(100);

    private readonly Stopwatch total = Stopwatch.StartNew();
    private TimeSpan lastLive;
    private TimeSpan lastEpoch;
    private bool live;

    /// <summary>Epochs finished.</summary>
    public int Epochs { get; private set; }

    public void Begin()
    {
        var weights = model.Parameters.Where(p => p.IsTrained).Sum(p => p.Count);
        terminal.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{model.Specification.Name}: {weights:N0} weights, seed {model.Seed}"));
        total.Restart();
    }

    public void Step(StepReport step)
    {
        if (!terminal.Interactive || total.Elapsed - lastLive < Refresh)
            return;
        lastLive = total.Elapsed;
        var left = TimeSpan.FromSeconds(total.Elapsed.TotalSeconds * (step.Steps - step.Step) / step.Step);
        Live(string.Create(
            CultureInfo.InvariantCulture,
            $"epoch {step.Epoch}/{step.Epochs}  step {step.Step:N0}/{step.Steps:N0}  loss {step.Loss:F4}  "
            + $"rate {step.Rate:G3}  {step.ExamplesPerSecond:N0} examples/s  {Time(left)} left"));
    }

    public void Epoch(EpochReport epoch)
    {
        Epochs = epoch.Epoch;
        var stride = (epoch.Epochs + ManyLines - 1) / ManyLines;
        var isShown = epoch.Epoch % stride == 0 || epoch.Epoch == 1 || epoch.Epoch == epoch.Epochs;
        if (!isShown && total.Elapsed - lastEpoch < Slow)
            return;
        lastEpoch = total.Elapsed;
        Clear();
        var digits = epoch.Epochs.ToString(CultureInfo.InvariantCulture).Length;
        var number = epoch.Epoch.ToString(CultureInfo.InvariantCulture).PadLeft(digits);
        var line = string.Create(CultureInfo.InvariantCulture, $"epoch {number}/{epoch.Epochs}  loss {epoch.TrainLoss:F4}");
        if (epoch.ValidationLoss is { } validation)
            line += string.Create(CultureInfo.InvariantCulture, $"  held out {validation:F4}");
        foreach (var metric in epoch.Metrics)
        {
            var name = TerminalText.Clean(metric.Name);
            line += string.Create(CultureInfo.InvariantCulture, $"  {name} {metric.Value:F4}");
        }

        line += string.Create(
            CultureInfo.InvariantCulture,
            $"  rate {epoch.Rate:G3}  {epoch.ExamplesPerSecond:N0} examples/s  {Time(epoch.Duration)}");
        terminal.Out.WriteLine(line);
    }

    public void End()
    {
        Clear();
        terminal.Out.WriteLine($"Trained in {Time(total.Elapsed)}");
    }

    /// <summary>Takes the live line away.</summary>
    public void Clear() => Live(null);

    private static string Time(TimeSpan time) => time.TotalSeconds < 60
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:F1} s")
        : string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes} min {time.Seconds} s");

    /// <summary>Overwrites the live line; null clears it.</summary>
    private void Live(string? text)
    {
        const string clearLine = "\r\u001b[2K";
        if (live || text is not null)
            terminal.Out.Write(clearLine + text);
        live = text is not null;
    }
}
