using System.Runtime.InteropServices;
using NetLang.Runtime.Execution;

namespace NetLang.Runtime;

/// <summary>A weight of a model (a <c>param</c>, or a <c>state</c> of a layer), to read and to set.</summary>
public sealed class ParameterTensor
{
    private readonly VariableStore store;
    private readonly int index;

    internal ParameterTensor(VariableStore store, int index, VariableSpec spec)
    {
        this.store = store;
        this.index = index;
        Name = spec.Name;
        Type = spec.Type;
        Shape = spec.Shape;
        Count = VariableStore.ElementCount(spec);
        IsTrained = spec.Kind == VariableKind.Parameter;
    }

    /// <summary>The path: <c>head.weight</c>.</summary>
    public string Name { get; }

    /// <summary>The element type.</summary>
    public ElementType Type { get; }

    /// <summary>The extents; none for a scalar.</summary>
    public IReadOnlyList<long> Shape { get; }

    /// <summary>Whether it is a <c>param</c> that is not frozen; else a frozen one, or a <c>state</c>.</summary>
    public bool IsTrained { get; }

    /// <summary>The number of elements.</summary>
    public long Count { get; }

    /// <summary>A copy of the values, row-major.</summary>
    /// <exception cref="ArgumentException">The tensor holds another type.</exception>
    public T[] ToArray<T>()
        where T : unmanaged
    {
        var values = new T[Count];
        CopyTo<T>(values);
        return values;
    }

    /// <summary>Copies the values, row-major.</summary>
    /// <exception cref="ArgumentException">The tensor holds another type, or the destination is too short.</exception>
    public void CopyTo<T>(Span<T> destination)
        where T : unmanaged
    {
        CheckType<T>();
        if (destination.Length < Count)
            throw new ArgumentException($"{this} has {Count} values, and there is room for {destination.Length}");
        using var lease = store.Use();
        store.Read(index, MemoryMarshal.AsBytes(destination[..(int)Count]));
    }

    /// <summary>Sets all values, row-major.</summary>
    /// <exception cref="ArgumentException">The tensor holds another type or another number of values.</exception>
    public void CopyFrom<T>(T[] values)
        where T : unmanaged => CopyFrom((ReadOnlySpan<T>)values);

    /// <summary>Sets all values, row-major.</summary>
    /// <exception cref="ArgumentException">The tensor holds another type or another number of values.</exception>
    public void CopyFrom<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        CheckType<T>();
        if (values.Length != Count)
            throw new ArgumentException($"{this} has {Count} values, but {values.Length} were given");
        using var lease = store.Use();
        store.Write(index, MemoryMarshal.AsBytes(values));
    }

    /// <summary>Name, type and shape: <c>head.weight: f32[10, 128]</c>.</summary>
    public override string ToString() => $"{Name}: {Type.Name()}[{string.Join(", ", Shape)}]";

    private void CheckType<T>()
        where T : unmanaged
    {
        if (ElementTypes.Of<T>() != Type)
            throw new ArgumentException($"{this} does not hold {ElementTypes.Of<T>().Name()}");
    }
}
