using NetLang.Benchmarks.Cases;

namespace NetLang.Benchmarks.Contest;

/// <summary>
/// A case, run: in each round every contender has one turn, so that what disturbs the machine disturbs all. Each
/// round has another order, so that nobody always follows the same contender, whose heat and caches it would inherit.
/// </summary>
/// <param name="rounds">At most, see <see cref="BenchmarkCase.MostRounds"/>.</param>
/// <param name="seconds">Length of a turn.</param>
/// <param name="warm">Whether contenders warm up before the first round.</param>
/// <param name="scratchFile">Where contenders write their results.</param>
internal sealed class Race(int rounds, double seconds, bool warm, string scratchFile)
{
    // The orders of a case are the same whenever it is run.
    private const int OrderSeed = 1;

    public CaseResult Run(BenchmarkCase @case)
    {
        Entrant ours = new(@case.Ours, Role.Ours);
        Entrant[] field =
        [
            ours,
            .. @case.Peers.Select(peer => new Entrant(peer, Role.Peer)),
            .. @case.Shown.Select(peer => new Entrant(peer, Role.Shown)),
            .. @case.Floors.Select(floor => new Entrant(floor, Role.Floor)),
        ];
        try
        {
            ours.Try(@case.Prepare);
            foreach (var entrant in field.TakeWhile(_ => !ours.IsOut))
                entrant.Start();
            foreach (var entrant in field.TakeWhile(_ => !ours.IsOut))
                entrant.BecomeReady();
            RunRounds(field, Math.Min(rounds, @case.MostRounds), seconds * @case.Effort);
            if (@case.Agreement is { } agreement)
                Compare(field, agreement);
        }
        finally
        {
            foreach (var entrant in field)
                entrant.Dispose();
        }

        return new(@case, [.. field.Select(entrant => entrant.Series)]);
    }

    private void RunRounds(Entrant[] field, int count, double turn)
    {
        foreach (var entrant in field.Where(_ => warm))
            entrant.WarmUp(turn);
        var random = new Random(OrderSeed);
        Entrant[] order = [.. field];
        for (var round = 0; round < count && !field[0].IsOut; round++)
        {
            random.Shuffle(order);
            foreach (var entrant in order)
                entrant.TakeTurn(turn);
        }
    }

    /// <summary>After the rounds: it may cost memory and time.</summary>
    private void Compare(Entrant[] field, Agreement agreement)
    {
        if (field[0].Result(scratchFile) is not { } ours)
            return;
        foreach (var other in field.Where(entrant => entrant.Series.Role is Role.Peer or Role.Shown))
        {
            if (other.Result(scratchFile) is { } theirs)
                other.Series.Deviation = agreement.Deviation(ours, theirs);
        }
    }
}
