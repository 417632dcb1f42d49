namespace NetLang.Runtime;

/// <summary>
/// What a recurrent model knows of the steps so far, of each sequence of a batch. It never changes: a step gives a new one, and
/// any may be gone on from, again and again, on any thread.
/// </summary>
public sealed class ModelState
{
    internal ModelState(byte[][] tensors) => Tensors = tensors;

    /// <summary>The elements of each state of the model, row-major.</summary>
    internal byte[][] Tensors { get; }
}
