namespace NetLang.Runtime.Execution;

/// <summary>
/// A copy of a model's variables on a device, which programs work on there. The host's copy is brought up to date when it
/// is looked at, the device's when a program next runs: training sends no weights to and fro.
/// </summary>
public abstract unsafe class VariableMirror : IDisposable
{
    /// <summary>Tells where the host's copy of each variable lies, once, before all else.</summary>
    public abstract void Attach(ReadOnlySpan<nint> addresses, ReadOnlySpan<long> bytes);

    /// <summary>Brings the host's copy up to date. To be called before it is read or changed.</summary>
    public abstract void Fetch();

    /// <summary>The host's copy has been changed, or is about to be.</summary>
    public abstract void Invalidate();

    /// <summary>Gives the device's memory back.</summary>
    public abstract void Dispose();
}
