using System.Globalization;

namespace NetLang.Benchmarks.Contest;

/// <summary>A process that stays for all rounds, and is stopped while others have their turn.</summary>
internal sealed class RunningContestant : IContestant
{
    // Code is compiled again after its first thirty calls, and once more, some time later, by a thread in the background.
    private const int SteadyTurns = 5;
    private const int MostTurns = 50;
    private const double Gain = 0.97;

    private readonly ChildProcess child;

    public RunningContestant(Launch launch)
    {
        child = new(launch);
        Version = child.Answer().Text("version");
        child.Suspend();
    }

    public string? Version { get; }

    public long? PeakMemory => child.PeakMemory();

    /// <summary>Until several turns in a row were not faster than those before.</summary>
    public void WarmUp(double seconds)
    {
        var best = double.PositiveInfinity;
        var steady = 0;
        for (var turn = 0; turn < MostTurns && steady < SteadyTurns; turn++)
        {
            var measured = Measure(seconds).Best;
            steady = measured < best * Gain ? 0 : steady + 1;
            best = Math.Min(best, measured);
        }
    }

    public Measurement Measure(double seconds)
    {
        var answer = Ask(string.Create(CultureInfo.InvariantCulture, $"measure {seconds}"));
        return new(answer.Number("median"), answer.Number("min"));
    }

    public float[]? Result(string scratchFile)
    {
        Ask($"result {scratchFile}");
        return ResultFile.Read(scratchFile);
    }

    public void Dispose() => child.Dispose();

    private Answer Ask(string command)
    {
        child.Resume();
        var answer = child.Ask(command);
        child.Suspend();
        return answer;
    }
}
