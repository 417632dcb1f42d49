namespace NetLang.Runtime.Execution;

/// <summary>Where one worker thread sleeps. Waking one that is awake costs a read.</summary>
internal sealed class Worker
{
    private readonly AutoResetEvent _signal = new(false);
    private int _asleep;

    public void Wake()
    {
        // The caller has published its work with a full fence, so either this sees the sleeper or the sleeper sees
        // work.
        if (Interlocked.CompareExchange(ref _asleep, 0, 1) == 1)
            _signal.Set();
    }

    /// <summary>
    /// Sleeps until <see cref="Wake"/>, unless there is work once others can see that this thread sleeps.
    /// </summary>
    public void SleepUnless(Func<bool> isAwaited)
    {
        Interlocked.Exchange(ref _asleep, 1);
        if (isAwaited() && Interlocked.CompareExchange(ref _asleep, 0, 1) == 1)
            return;
        _signal.WaitOne();
    }
}
