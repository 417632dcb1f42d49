using System.Diagnostics;
using System.Globalization;

namespace NetLang.Benchmarks.Contest;

/// <summary>What is read from a process that is started for one turn.</summary>
internal enum FreshFigure
{
    /// <summary>Seconds from before it is started until it says that it is ready.</summary>
    StartTime,

    /// <summary>The most memory that it had resident, after working for the length of a turn.</summary>
    PeakMemory,

    /// <summary>The same less what it had resident just before it made the model.</summary>
    PeakMemoryAboveStart,
}

/// <summary>A process that is started anew for each turn. The last one stays, to tell its result.</summary>
internal sealed class FreshContestant(Launch launch, FreshFigure figure) : IContestant
{
    private ChildProcess? child;

    public string? Version { get; private set; }

    public long? PeakMemory => child?.PeakMemory();

    /// <summary>Once, so that its files are in memory.</summary>
    public void WarmUp(double seconds) => Measure(seconds);

    public Measurement Measure(double seconds)
    {
        child?.Dispose();
        var start = Stopwatch.GetTimestamp();
        child = new(launch);
        var ready = child.Answer();
        double value = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Version = ready.Text("version");
        if (figure != FreshFigure.StartTime)
        {
            child.Ask(string.Create(CultureInfo.InvariantCulture, $"measure {seconds}"));
            var before = figure == FreshFigure.PeakMemoryAboveStart ? ready.Number("before") : 0;
            value = child.PeakMemory() - before;
        }

        return new(value, value);
    }

    public float[]? Result(string scratchFile)
    {
        child!.Ask($"result {scratchFile}");
        return ResultFile.Read(scratchFile);
    }

    public void Dispose() => child?.Dispose();
}
