using NetLang.Runtime.Execution;

namespace NetLang.Runtime.Training;

/// <summary>A training step that was started.</summary>
/// <param name="Rows">Examples of its batch.</param>
/// <param name="Rate">The learning rate that it had.</param>
internal readonly record struct PendingStep(long Number, int Rows, double Rate);

/// <summary>
/// Steps that are under way, and places for their losses: a device that works on its own is asked for several steps
/// before anybody waits for the first.
/// </summary>
/// <param name="capacity">How many may be under way.</param>
internal sealed unsafe class PendingSteps(int capacity) : IDisposable
{
    private readonly NativeBlock losses = new((long)capacity * PlaceBytes);
    private readonly PendingStep[] steps = new PendingStep[capacity];

    // As far apart as outputs are elsewhere, which vectors may be read behind.
    private static int PlaceBytes => 2 * NativeBlock.Alignment;

    public int Count { get; private set; }

    public bool IsFull => Count == capacity;

    public PendingStep this[int index] => steps[index];

    /// <summary>Where a step's loss is written; that of the next step has the number <see cref="Count"/>.</summary>
    public byte* Loss(int index) => losses.Pointer + ((long)index * PlaceBytes);

    public void Add(PendingStep step) => steps[Count++] = step;

    public void Clear() => Count = 0;

    public void Dispose() => losses.Dispose();
}
