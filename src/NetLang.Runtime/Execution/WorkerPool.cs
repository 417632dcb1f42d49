namespace NetLang.Runtime.Execution;

/// <summary>Threads that run the tiles of a kernel. The tile grid depends on shapes alone, never on the thread count.</summary>
public sealed unsafe class WorkerPool
{
    /// <summary>
    /// Calls <paramref name="kernel"/> for each tile, on any thread, in any order, and returns when all are done.
    /// </summary>
    /// <param name="kernel">Frame, number of the tile, number of the thread (for its scratch).</param>
    public void Run(delegate*<ExecutionFrame*, int, int, void> kernel, ExecutionFrame* frame, int tiles)
    {
        for (var tile = 0; tile < tiles; tile++)
            kernel(frame, tile, 0);
    }
}
