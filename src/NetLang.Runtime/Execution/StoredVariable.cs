using NetLang.Runtime.LinearAlgebra;

namespace NetLang.Runtime.Execution;

/// <summary>How a variable lies in memory.</summary>
/// <param name="ColumnAxis">The axis that panels cut; null where it is in none.</param>
/// <param name="AxisOrder">The axes, the slowest first; null where they are in their own order.</param>
internal readonly record struct StoredVariable(VariableSpec Variable, int? ColumnAxis = null, int[]? AxisOrder = null)
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
        else if (AxisOrder is { } order)
            Execution.AxisOrder.Restore(stored, Variable.Shape, order, Size, rowMajor);
        else
            stored.CopyTo(rowMajor);
    }

    public void Write(ReadOnlySpan<byte> rowMajor, Span<byte> stored)
    {
        if (ColumnAxis is { } axis)
            Panels.Pack(rowMajor, Size, Variable.Shape[1], axis, stored);
        else if (AxisOrder is { } order)
            Execution.AxisOrder.Store(rowMajor, Variable.Shape, order, Size, stored);
        else
            rowMajor.CopyTo(stored);
    }
}
