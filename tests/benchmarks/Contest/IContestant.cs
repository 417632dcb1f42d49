namespace NetLang.Benchmarks.Contest;

/// <summary>One turn's figure, in seconds or bytes.</summary>
/// <param name="Value">The median, where a turn has many calls.</param>
/// <param name="Best">The least.</param>
internal readonly record struct Measurement(double Value, double Best);

/// <summary>A contender that has started.</summary>
internal interface IContestant : IDisposable
{
    /// <summary>Turns that do not count, of about so many seconds each.</summary>
    void WarmUp(double seconds);

    /// <summary>Its turn, of about so many seconds where the length is free.</summary>
    Measurement Measure(double seconds);

    /// <summary>What it computes, to be compared with the others; null where there is nothing.</summary>
    float[]? Result(string scratchFile);

    /// <summary>The version of the library that it runs, where it tells.</summary>
    string? Version { get; }

    /// <summary>The most memory that it had, in bytes; null where its process does not last.</summary>
    long? PeakMemory { get; }
}

/// <summary>Who takes part, and how: starting it may fail, which only ends the contest where it is ours.</summary>
internal sealed record Contender(string Name, Func<IContestant> Start);
