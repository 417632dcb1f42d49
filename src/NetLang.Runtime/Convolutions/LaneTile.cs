using NetLang.Runtime.Execution;
using NetLang.Runtime.LinearAlgebra;

namespace NetLang.Runtime.Convolutions;

/// <summary>What a tile of a <see cref="LaneGrid"/> has: some groups of a rectangle of pixels of an example.</summary>
/// <param name="First">The first pixel.</param>
/// <param name="Pixels">Rows, and pixels of each.</param>
internal readonly record struct LaneTile(nint Example, Along First, Along Pixels, nint Group, nint Groups)
{
    public nint Values => Pixels.Rows * Pixels.Columns * GemmGrid.Columns;

    /// <summary>Hands the rows of a finished tile on.</summary>
    /// <param name="values">Rows of <see cref="GemmGrid.Columns"/> elements, pixel by pixel.</param>
    public unsafe void Finish<T>(
        in ConvolutionShape shape, T* values, delegate*<ExecutionFrame*, GemmTile*, void> finish, ExecutionFrame* frame)
        where T : unmanaged
    {
        GemmTile piece = new()
        {
            Values = values,
            Stride = GemmGrid.Columns,
            Row = First.Columns,
            Rows = Pixels.Columns,
            Column = Group,
            Columns = Groups,
        };
        for (nint row = 0; row < Pixels.Rows; row++)
        {
            piece.Batch = (Example * shape.Output.Rows) + First.Rows + row;
            finish(frame, &piece);
            piece.Values = (T*)piece.Values + (Pixels.Columns * GemmGrid.Columns);
        }
    }
}
