using System.Diagnostics;

namespace NetLang.Benchmarks.Contest;

/// <summary>A command that runs to its end in each turn.</summary>
/// <param name="prepare">What is done before, not measured.</param>
internal sealed class CommandContestant(Launch launch, Action prepare) : IContestant
{
    public string? Version => null;

    public long? PeakMemory => null;

    /// <summary>Once, so that its files are in memory.</summary>
    public void WarmUp(double seconds) => Measure(seconds);

    public Measurement Measure(double seconds)
    {
        prepare();
        var start = Stopwatch.GetTimestamp();
        using var process = launch.Start();
        var error = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return process.ExitCode == 0
            ? new(elapsed, elapsed)
            : throw new ContenderException($"exit code {process.ExitCode}: {error.Result.Trim()}");
    }

    public float[]? Result(string scratchFile) => null;

    public void Dispose()
    {
    }
}
