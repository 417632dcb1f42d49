using NetLang.Benchmarks.Cases;

namespace NetLang.Benchmarks.Contest;

/// <summary>
/// A case, run: in each round every contender has one turn, so that what disturbs the machine disturbs all, and the order
/// rotates.
/// </summary>
/// <param name="rounds">At most, see <see cref="BenchmarkCase.MostRounds"/>.</param>
/// <param name="seconds">Length of a turn.</param>
/// <param name="warm">Whether contenders warm up before the first round.</param>
/// <param name="scratchFile">Where contenders write their results.</param>
internal sealed class Race(int rounds, double seconds, bool warm, string scratchFile)
{
    public CaseResult Run(BenchmarkCase @case)
    {
        Entrant ours = new(@case.Ours, Role.Ours);
        Entrant[] field =
        [
            ours,
            .. @case.Peers.Select(peer => new Entrant(peer, Role.Peer)),
            .. @case.OutOfTheBox.Select(peer => new Entrant(peer, Role.OutOfTheBox)),
            .. @case.Floors.Select(floor => new Entrant(floor, Role.Floor)),
        ];
        try
        {
            ours.Try(@case.Prepare);
            foreach (var entrant in field.TakeWhile(_ => !ours.IsOut))
                entrant.Start();
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
        for (var round = 0; round < count && !field[0].IsOut; round++)
        {
            for (var index = 0; index < field.Length; index++)
                field[(round + index) % field.Length].TakeTurn(turn);
        }
    }

    /// <summary>After the rounds: it may cost memory and time.</summary>
    private void Compare(Entrant[] field, Agreement agreement)
    {
        if (field[0].Result(scratchFile) is not { } ours)
            return;
        foreach (var other in field.Where(entrant => entrant.Series.Role is Role.Peer or Role.OutOfTheBox))
        {
            if (other.Result(scratchFile) is { } theirs)
                other.Series.Deviation = agreement.Deviation(ours, theirs);
        }
    }
}
