namespace ILGPU.Runtime;

/// <summary>Host memory that cannot be moved or swapped out while this is not disposed of.</summary>
public sealed class PageLockScope<T> : IDisposable
    where T : unmanaged
{
    public void Dispose()
    {
    }
}
