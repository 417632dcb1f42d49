using NetLang.Runtime.Execution;
using NetLang.Runtime.LinearAlgebra;

namespace NetLang.Runtime.Convolutions;

/// <summary>What a tile of a <see cref="LongWindowGrid"/> has: a matrix of examples by channels for each of some windows.</summary>
/// <param name="First">The first window.</param>
/// <param name="Windows">How many there are, side by side.</param>
/// <param name="Example">The first example.</param>
/// <param name="Column">The first output channel.</param>
internal readonly record struct LongWindowTile(
    nint Group, Along First, nint Windows, nint Example, nint Examples, nint Column, nint Columns)
{
    public nint Values => Windows * Examples * GemmGrid.Columns;

    /// <summary>Hands the pieces of a finished tile on.</summary>
    /// <param name="values">Rows of <see cref="GemmGrid.Columns"/> elements, window by window.</param>
    public unsafe void Finish<T>(
        in ConvolutionShape shape, T* values, delegate*<ExecutionFrame*, GemmTile*, void> finish, ExecutionFrame* frame)
        where T : unmanaged
    {
        GemmTile piece = new()
        {
            Values = values,
            Stride = GemmGrid.Columns,
            Row = Example,
            Rows = Examples,
            Column = Column,
            Columns = Columns,
        };
        for (nint i = 0; i < Windows; i++)
        {
            piece.Batch = (((First.Rows * shape.Output.Columns) + First.Columns + i) * shape.Groups) + Group;
            finish(frame, &piece);
            piece.Values = (T*)piece.Values + (Examples * GemmGrid.Columns);
        }
    }
}
