using NetLang.Benchmarks.Contest;

namespace NetLang.Benchmarks.Cases;

/// <summary>What a case's figures are. Less is better in all.</summary>
internal enum Unit
{
    Seconds,
    Bytes,
}

/// <summary>What is measured, and who takes part.</summary>
/// <param name="Group">Cases that are summed up together.</param>
/// <param name="Threads">Threads of ours. A peer may have fewer.</param>
/// <param name="Ours">Its failure is that of the case; others are missing where they fail.</param>
internal sealed record BenchmarkCase(string Group, string Name, int Threads, Contender Ours)
{
    public Unit Unit { get; init; } = Unit.Seconds;

    /// <summary>The same work by others, each in all its good configurations. The fastest is the peer.</summary>
    public IReadOnlyList<Contender> Peers { get; init; } = [];

    /// <summary>Peers as one has them who changes nothing: shown, but never the one compared with.</summary>
    public IReadOnlyList<Contender> OutOfTheBox { get; init; } = [];

    /// <summary>Times that the hardware allows: the largest is that of the roofline.</summary>
    public IReadOnlyList<Contender> Floors { get; init; } = [];

    /// <summary>How results are compared; null where there are none.</summary>
    public Agreement? Agreement { get; init; }

    /// <summary>Makes the files that contenders read.</summary>
    public Action Prepare { get; init; } = () => { };

    /// <summary>Length of a turn, as a part of what is asked for.</summary>
    public double Effort { get; init; } = 1;

    /// <summary>Rounds at most: where figures hardly vary, and turns take long.</summary>
    public int MostRounds { get; init; } = int.MaxValue;

    /// <summary>Whether it is run to see that all works, where that must not take long.</summary>
    public bool IsSmoke { get; init; }

    /// <summary>What filters are matched with.</summary>
    public string Title => $"{Group} {Name}, {Threads} thread{(Threads == 1 ? "" : "s")}";
}
