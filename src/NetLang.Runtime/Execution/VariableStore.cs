using System.Runtime.InteropServices;

namespace NetLang.Runtime.Execution;

/// <summary>
/// The tensors that live as long as a model, in one block: what is saved first, then the optimizer's state, so that
/// a snapshot of the weights is one copy. Who reads or writes them holds a <see cref="Lease"/> meanwhile: disposing
/// frees the memory when the last is given back.
/// </summary>
internal sealed unsafe class VariableStore : IDisposable
{
    private readonly VariableSpec[] variables;
    private readonly StoredVariable[] stored;
    private readonly long[] offsets;
    private readonly NativeBlock block;
    private readonly VariableMirror? mirror;
    private int users = 1;
    private bool isDisposed;

    /// <param name="mirror">Told of what the host does; null where programs work on the host's memory.</param>
    public VariableStore(VariableSpec[] variables, PanelSpec[] panels, AxisOrderSpec[] orders, VariableMirror? mirror = null)
    {
        this.mirror = mirror;
        this.variables = variables;
        stored = new StoredVariable[variables.Length];
        for (var index = 0; index < variables.Length; index++)
            stored[index] = new(variables[index]);
        foreach (var panel in panels)
            stored[panel.Variable] = new(variables[panel.Variable], ColumnAxis: panel.ColumnAxis);
        foreach (var order in orders)
            stored[order.Variable] = new(variables[order.Variable], AxisOrder: order.Axes);
        offsets = new long[variables.Length];
        long end = 0;
        PlaceAll(areSaved: true, ref end);
        WeightBytes = end;
        PlaceAll(areSaved: false, ref end);
        block = NativeBlock.OfZeros(end); // padding of panels is read
        if (mirror is null)
            return;
        var (addresses, bytes) = (new nint[variables.Length], new long[variables.Length]);
        for (var index = 0; index < variables.Length; index++)
            (addresses[index], bytes[index]) = ((nint)(block.Pointer + offsets[index]), stored[index].Bytes);
        mirror.Attach(addresses, bytes);
    }

    /// <summary>Bytes of all params and layer states.</summary>
    public long WeightBytes { get; }

    public static bool IsSaved(VariableSpec variable) => variable.Kind != VariableKind.OptimizerState;

    public static long ElementCount(VariableSpec variable)
    {
        long count = 1;
        foreach (var extent in variable.Shape)
            count = checked(count * extent);
        return count;
    }

    public static long ByteCount(VariableSpec variable) => checked(ElementCount(variable) * variable.Type.Size());

    /// <summary>Keeps the memory, and this object reachable, until the lease is disposed of.</summary>
    /// <exception cref="ObjectDisposedException">The model was disposed of.</exception>
    public Lease Use()
    {
        lock (block)
        {
            ThrowIfDisposed();
            users++;
        }

        return new(this);
    }

    /// <exception cref="ObjectDisposedException">The model was disposed of.</exception>
    public byte* Address(int index)
    {
        ThrowIfDisposed();
        return block.Pointer + offsets[index];
    }

    /// <summary>
    /// The address where optimizer state is itself, and everything else is as if the weights lay in another block.
    /// </summary>
    public byte* AddressWithWeightsIn(NativeBlock weights, int index) =>
        IsSaved(variables[index]) ? weights.Pointer + offsets[index] : Address(index);

    /// <summary>A variable as it lies in memory, padding included, to be read; at most 2 GB.</summary>
    public ReadOnlySpan<byte> Stored(int index)
    {
        mirror?.Fetch();
        return new(Address(index), checked((int)stored[index].Bytes));
    }

    /// <summary>Copies the values of a variable, row-major.</summary>
    public void Read(int index, Span<byte> rowMajor) => stored[index].Read(Stored(index), rowMajor);

    /// <summary>Sets the values of a variable, row-major.</summary>
    public void Write(int index, ReadOnlySpan<byte> rowMajor)
    {
        mirror?.Fetch();
        stored[index].Write(rowMajor, new(Address(index), checked((int)stored[index].Bytes)));
        mirror?.Invalidate();
    }

    /// <summary>Sets the values of a saved variable in another block of weights.</summary>
    public void WriteIn(NativeBlock weights, int index, ReadOnlySpan<byte> rowMajor) => stored[index].Write(
        rowMajor, new(weights.Pointer + offsets[index], checked((int)stored[index].Bytes)));

    public void CopyWeightsTo(NativeBlock snapshot)
    {
        mirror?.Fetch();
        Copy(block, snapshot);
    }

    public void CopyWeightsFrom(NativeBlock snapshot)
    {
        // Nothing is fetched: what else a device has is the optimizer's state, which training begins anew, and a device
        // that has failed gives nothing.
        Copy(snapshot, block);
        mirror?.Invalidate();
    }

    public void Dispose()
    {
        lock (block)
        {
            if (isDisposed)
                return;
            isDisposed = true;
            Release();
        }
    }

    private void Release()
    {
        lock (block)
        {
            if (--users > 0)
                return;
            block.Dispose();
            mirror?.Dispose();
        }
    }

    private void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(isDisposed, typeof(Model));

    private void Copy(NativeBlock from, NativeBlock to)
    {
        ThrowIfDisposed();
        NativeMemory.Copy(from.Pointer, to.Pointer, (nuint)WeightBytes);
        GC.KeepAlive(from);
        GC.KeepAlive(to);
    }

    private void PlaceAll(bool areSaved, ref long end)
    {
        for (var index = 0; index < variables.Length; index++)
        {
            if (IsSaved(variables[index]) != areSaved)
                continue;
            offsets[index] = end;
            // A vector behind each variable may be read, never written.
            end = checked(end + NativeBlock.Align(stored[index].Bytes) + NativeBlock.Alignment);
        }
    }

    /// <summary>The right to the memory, to be disposed of once.</summary>
    public readonly struct Lease(VariableStore store) : IDisposable
    {
        public void Dispose() => store.Release();
    }
}
