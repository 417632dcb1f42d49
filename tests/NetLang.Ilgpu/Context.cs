namespace ILGPU;

/// <summary>Where devices come from; here there is one, and it is the CPU.</summary>
public sealed class Context : IDisposable
{
    private Context()
    {
    }

    public static Context CreateDefault() => new();

    public void Dispose()
    {
    }
}
