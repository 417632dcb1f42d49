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

    /// <summary>Whether it is a <c>param</c>; else a <c>state</c>.</summary>
    public bool IsTrained { get; }

    /// <summary>The number of elements.</summary>
    public long Count { get; }

    /// <summary>The values as they lie in memory, row-major.</summary>
    internal Span<byte> Bytes => store.Bytes(index);

    /// <summary>A copy of the values, row-major.</summary>
    /// <exception cref="ArgumentException">The tensor holds another type.</exception>
    public T[] ToArray<T>()
        where T : unmanaged
    {
        using var lease = store.Use();
        return Values<T>().ToArray();
    }

    /// <summary>Copies the values, row-major.</summary>
    /// <exception cref="ArgumentException">The tensor holds another type, or the destination is too short.</exception>
    public void CopyTo<T>(Span<T> destination)
        where T : unmanaged
    {
        using var lease = store.Use();
        Values<T>().CopyTo(destination);
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
        using var lease = store.Use();
        var own = Values<T>();
        if (values.Length != own.Length)
            throw new ArgumentException($"{this} has {own.Length} values, but {values.Length} were given");
        values.CopyTo(own);
    }

    /// <summary>Name, type and shape: <c>head.weight: f32[10, 128]</c>.</summary>
    public override string ToString() => $"{Name}: {Type.Name()}[{string.Join(", ", Shape)}]";

    private Span<T> Values<T>()
        where T : unmanaged => ElementTypes.Of<T>() == Type
            ? MemoryMarshal.Cast<byte, T>(Bytes)
            : throw new ArgumentException($"{this} does not hold {ElementTypes.Of<T>().Name()}");
}
