namespace NetLang.Runtime.Execution;

/// <summary>The contexts of a model, of one kind, that no call uses just now.</summary>
internal sealed class ContextPool<T> : IDisposable
    where T : class, IDisposable
{
    private readonly Stack<T> idle = new();
    private bool isDisposed;

    /// <summary>A context, or null where all are in use.</summary>
    /// <exception cref="ObjectDisposedException">The model was disposed of.</exception>
    public T? TryRent()
    {
        lock (idle)
        {
            ObjectDisposedException.ThrowIf(isDisposed, typeof(Model));
            return idle.TryPop(out var context) ? context : null;
        }
    }

    public void Return(T context)
    {
        lock (idle)
        {
            if (!isDisposed)
            {
                idle.Push(context);
                return;
            }
        }

        context.Dispose();
    }

    /// <summary>Disposes of the contexts that are idle, and of the others when they return.</summary>
    public void Dispose()
    {
        lock (idle)
        {
            isDisposed = true;
            while (idle.TryPop(out var context))
                context.Dispose();
        }
    }
}
