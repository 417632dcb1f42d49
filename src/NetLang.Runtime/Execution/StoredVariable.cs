using NetLang.Runtime.LinearAlgebra;

namespace NetLang.Runtime.Execution;

/// <summary>How a variable lies in memory.</summary>
/// <param name="ColumnAxis">The axis that panels cut; null where it is row-major.</param>
internal readonly record struct StoredVariable(VariableSpec Variable, int? ColumnAxis)
{
    /// <summary>What it takes, padding included.</summary>
    public long Bytes => ColumnAxis is { } axis
        ? checked(Panels.Elements(Variable.Shape[1 - axis], Variable.Shape[axis], Size) * Size)
        : VariableStore.ByteCount(Variable);

    private int Size => Variable.Type.Size();

    public void Read(ReadOnlySpan<byte> stored, Span<byte> rowMajor)
    {
        if (ColumnAxis is { } axis)
            Panels.Unpack(stored, Size, Variable.Shape[1], axis, rowMajor);
        else
            stored.CopyTo(rowMajor);
    }

    public void Write(ReadOnlySpan<byte> rowMajor, Span<byte> stored)
    {
        if (ColumnAxis is { } axis)
            Panels.Pack(rowMajor, Size, Variable.Shape[1], axis, stored);
        else
            rowMajor.CopyTo(stored);
    }
}
