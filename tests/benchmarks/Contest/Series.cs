using NetLang.Benchmarks.Report;

namespace NetLang.Benchmarks.Contest;

/// <summary>Why a contender takes part.</summary>
internal enum Role
{
    Ours,
    Peer,
    OutOfTheBox,
    Floor,
}

/// <summary>What was measured of one contender.</summary>
internal sealed record Series(string Contender, Role Role)
{
    /// <summary>One figure a round.</summary>
    public List<Measurement> Rounds { get; } = [];

    /// <summary>Why it has no figures.</summary>
    public string? Missing { get; set; }

    public string? Version { get; set; }

    public long? PeakMemory { get; set; }

    /// <summary>Between its result and ours; null where they were not compared.</summary>
    public double? Deviation { get; set; }

    public Spread Values => Spread.Of(Rounds.Select(round => round.Value));
}
