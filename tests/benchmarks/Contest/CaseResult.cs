using NetLang.Benchmarks.Cases;
using NetLang.Benchmarks.Report;

namespace NetLang.Benchmarks.Contest;

/// <summary>A case and what was measured.</summary>
/// <param name="Series">One a contender, ours first.</param>
internal sealed record CaseResult(BenchmarkCase Case, IReadOnlyList<Series> Series)
{
    /// <summary>Whether ours ran, and all that was compared agrees.</summary>
    public bool IsGood => Ours.Missing is null && Disagreeing.Count == 0;

    public Series Ours => Series[0];

    /// <summary>The peer with the least median.</summary>
    public Series? Peer => Measured(Role.Peer).MinBy(series => series.Values.Median);

    /// <summary>How many times less than the peer's our figure is, round by round.</summary>
    public Spread? Ratio => Peer is { } peer && Ours.Missing is null ? RatioTo(peer) : null;

    /// <summary>Contenders of a role that ran to the end.</summary>
    public IEnumerable<Series> Measured(Role role) =>
        Series.Where(series => series.Role == role && series.Missing is null);

    /// <summary>The part of what the hardware allows: the roofline's time over ours.</summary>
    public Spread? ShareOfPeak =>
        Measured(Role.Floor).Any() && Ours.Missing is null
            ? Spread.Of(Ours.Rounds.Select((ours, round) =>
                Measured(Role.Floor).Max(floor => floor.Rounds[round].Best) / ours.Value))
            : null;

    public IReadOnlyList<Series> Disagreeing =>
        [.. Series.Where(series => series.Deviation is { } deviation && !Case.Agreement!.Allows(deviation))];

    public Spread RatioTo(Series other) =>
        Spread.Of(Ours.Rounds.Zip(other.Rounds, (ours, theirs) => theirs.Value / ours.Value));
}
