using System.Runtime.InteropServices;
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
        if (ColumnAxis is not { } axis)
            stored.CopyTo(rowMajor);
        else if (Size == sizeof(float))
            Panels.Unpack(MemoryMarshal.Cast<byte, float>(stored), Variable.Shape[1], axis, MemoryMarshal.Cast<byte, float>(rowMajor));
        else
            Panels.Unpack(MemoryMarshal.Cast<byte, double>(stored), Variable.Shape[1], axis, MemoryMarshal.Cast<byte, double>(rowMajor));
    }

    public void Write(ReadOnlySpan<byte> rowMajor, Span<byte> stored)
    {
        if (ColumnAxis is not { } axis)
            rowMajor.CopyTo(stored);
        else if (Size == sizeof(float))
            Panels.Pack(MemoryMarshal.Cast<byte, float>(rowMajor), Variable.Shape[1], axis, MemoryMarshal.Cast<byte, float>(stored));
        else
            Panels.Pack(MemoryMarshal.Cast<byte, double>(rowMajor), Variable.Shape[1], axis, MemoryMarshal.Cast<byte, double>(stored));
    }
}
