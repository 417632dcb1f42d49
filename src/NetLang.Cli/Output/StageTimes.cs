using System.Diagnostics;

namespace NetLang.Cli.Output;

/// <summary>How long the stages of a command take, each from its beginning to that of the next.</summary>
internal sealed class StageTimes
{
    private readonly List<(string Stage, long Start)> stages = [];

    public void Begin(string stage) => stages.Add((stage, Stopwatch.GetTimestamp()));

    /// <summary>A line a stage, in milliseconds, and their sum.</summary>
    public void PrintTo(TextWriter writer)
    {
        var end = Stopwatch.GetTimestamp();
        foreach (var (stage, next) in stages.Zip(stages.Select(s => s.Start).Skip(1).Append(end)))
            Line(stage.Stage, stage.Start, next);
        Line("together", stages[0].Start, end);

        void Line(string name, long from, long to) =>
            writer.WriteLine($"{name,-12}{Stopwatch.GetElapsedTime(from, to).TotalMilliseconds,8:F1} ms");
    }
}
