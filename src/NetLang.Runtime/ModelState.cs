namespace NetLang.Runtime;

/// <summary>
/// What a model knows of the steps so far, of each sequence of a batch: states of recurrent layers, and keys and values of the
/// attention to each of these steps. It never changes: a step gives a new one, and any may be gone on from, again and again, on any
/// thread. So a step copies what it knows; <see cref="Model.Generate"/> does not.
/// </summary>
public sealed class ModelState
{
    internal ModelState(byte[][] tensors, byte[][] caches, int batch, long steps)
    {
        Tensors = tensors;
        Caches = caches;
        Batch = batch;
        Steps = steps;
    }

    /// <summary>How many sequences there are.</summary>
    public int Batch { get; }

    /// <summary>How many steps are known.</summary>
    public long Steps { get; }

    /// <summary>The elements of each state of the model, row-major.</summary>
    internal byte[][] Tensors { get; }

    /// <summary>What is kept of each step, row-major.</summary>
    internal byte[][] Caches { get; }
}
