namespace NetLang.Runtime.Execution;

/// <summary>A kernel and how many tiles it has.</summary>
/// <param name="kernel">
/// Takes the frame, the number of the tile, and the number of the thread (for its scratch; the caller is thread 0).
/// </param>
/// <param name="tiles">0 or more.</param>
public readonly unsafe struct Launch(delegate*<ExecutionFrame*, int, int, void> kernel, int tiles)
{
    /// <summary>The kernel's method.</summary>
    public readonly delegate*<ExecutionFrame*, int, int, void> Kernel = kernel;

    /// <summary>How often it is called.</summary>
    public readonly int Tiles = tiles >= 0 ? tiles : throw new ArgumentOutOfRangeException(nameof(tiles));
}
