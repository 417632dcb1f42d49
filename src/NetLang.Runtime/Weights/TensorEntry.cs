namespace NetLang.Runtime.Weights;

/// <summary>A tensor as the header of a safetensors file describes it.</summary>
/// <param name="Type">For example <c>F32</c>, as the file spells it.</param>
/// <param name="Start">First byte behind the header.</param>
/// <param name="End">Byte behind the last.</param>
internal sealed record TensorEntry(string Name, string Type, long[] Shape, long Start, long End)
{
    /// <summary>The type, where it is one of ours.</summary>
    public ElementType? ElementType => SafetensorsTypes.Find(Type)?.Element;

    /// <summary>The number of elements. Checked when the header was read.</summary>
    public long Count => Shape.Aggregate(1L, (count, extent) => count * extent);

    public override string ToString() => $"{Type}[{string.Join(", ", Shape)}]";
}
