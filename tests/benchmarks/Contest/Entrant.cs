namespace NetLang.Benchmarks.Contest;

/// <summary>A contender in a race. Once it fails it is out, and all that it is asked is left undone.</summary>
internal sealed class Entrant(Contender contender, Role role) : IDisposable
{
    private IContestant? contestant;

    public Series Series { get; } = new(contender.Name, role);

    public bool IsOut => Series.Missing is not null;

    public void Start() => Try(() => contestant = contender.Start());

    public void WarmUp(double seconds) => Try(() => contestant!.WarmUp(seconds));

    public void TakeTurn(double seconds) => Try(() =>
    {
        Series.Rounds.Add(contestant!.Measure(seconds));
        (Series.PeakMemory, Series.Version) = (contestant.PeakMemory, contestant.Version);
    });

    /// <summary>What it computes; null where that is nothing, or it is out.</summary>
    public float[]? Result(string scratchFile)
    {
        float[]? result = null;
        Try(() => result = contestant!.Result(scratchFile));
        return result;
    }

    public void Try(Action action)
    {
        if (IsOut)
            return;
        try
        {
            action();
        }
        catch (ContenderException failure)
        {
            Series.Missing = failure.Message;
            Dispose();
        }
    }

    public void Dispose() => contestant?.Dispose();
}
