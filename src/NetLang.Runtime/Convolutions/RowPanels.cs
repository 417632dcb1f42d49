using NetLang.Runtime.LinearAlgebra;

namespace NetLang.Runtime.Convolutions;

/// <summary>Any number of rows in micro-kernels of nearly equal height.</summary>
internal static unsafe class RowPanels<TKernels, T>
    where TKernels : struct, IMicroKernels<T>
    where T : unmanaged
{
    public static void Run(
        nint rows, int vectors, T* a, nint aRow, nint aColumn, T* b, nint bRow, nint steps, ProductBlock<T> block)
    {
        var segments = block.Segments;
        var panels = GemmGrid.CeilingDivide(rows, TKernels.MaxHeight(vectors));
        for (nint panel = 0; panel < panels; panel++)
        {
            var (start, end) = GemmGrid.Part(rows, panels, panel);
            var height = end - start;
            block.Segments = segments;
            TKernels.Run((int)height, vectors, a, aRow, aColumn, b, bRow, steps, &block);
            a += height * aRow;
            block.First += height * block.Row;
        }
    }
}
