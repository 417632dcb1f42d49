namespace NetLang.Runtime.Execution;

/// <summary>
/// All that a kernel sees of the outside while a program runs. It lives in native memory, so that passing it to
/// worker threads allocates nothing.
/// </summary>
public unsafe struct ExecutionFrame
{
    /// <summary>
    /// Address of each buffer of the program, by its number in <see cref="ProgramSpec.Buffers"/>; in a method that several kernels
    /// share, of those of the kernel that calls it, in the method's order.
    /// </summary>
    public byte** Buffers;

    /// <summary>
    /// Value of each symbol, by its number in <see cref="ModelSpec.Symbols"/>, then of the program's own
    /// (<see cref="ProgramSpec.LoopSymbols"/>).
    /// </summary>
    public long* Symbols;

    /// <summary>Host scalars in f64, by number; the first are the host inputs, the rest the program computes.</summary>
    public double* Scalars;

    /// <summary>Keys of random numbers of the kernel that calls a method which several share; of no value elsewhere.</summary>
    public ulong* Keys;

    /// <summary>
    /// One scratch block a thread, each of at least <see cref="ProgramSpec.ScratchBytes"/> bytes. The first, the caller's, is
    /// the program's own; the others hold nothing from one launch to the next, for other programs of the pool have them too.
    /// </summary>
    public byte** Scratch;

    /// <summary>Threads that take tiles. No result depends on it, only which tiles are neighbours.</summary>
    public int Threads;

    /// <summary>
    /// Number of the launch that runs, which no other of the pool has: what a kernel finds in its scratch of another one is
    /// of no value. 0 before the first. So a frame stays with one pool.
    /// </summary>
    public long Launch;

    /// <summary>Number, among those of launches, of the loop that was entered last; 0 before the first.</summary>
    public long Loop;

    /// <summary>Seed of the random numbers.</summary>
    public ulong Seed;

    /// <summary>Number of the training step, from 1; part of the counter of the random numbers.</summary>
    public ulong Step;
}
