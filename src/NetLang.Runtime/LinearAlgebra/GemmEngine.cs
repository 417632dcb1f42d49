using NetLang.Runtime.Execution;
using NetLang.Runtime.Simd;

namespace NetLang.Runtime.LinearAlgebra;

/// <summary>
/// One tile of a product: for each chunk of k, for each panel of columns, for each panel of rows a micro-kernel.
/// A is read where it lies; B too where its rows are contiguous and few rows of A meet it, else it is packed in panels:
/// all of the tile's columns, for the tiles below it as well, or where these have no room a chunk.
/// </summary>
internal static unsafe class GemmEngine<TKernels, F, T, I>
    where TKernels : struct, IMicroKernels<T>
    where F : unmanaged, IFloatVector<F, T, I>
    where T : unmanaged
    where I : struct
{
    /// <summary>Panels of rows from which on packing costs less than B's lines colliding in the cache.</summary>
    private const int PackFromPanels = 3;

    private static nint PanelWidth => Panels.Width(sizeof(T));

    public static void RunTile(
        in GemmProblem<T> problem,
        int tile,
        byte* scratch,
        delegate*<ExecutionFrame*, GemmTile*, void> finish,
        ExecutionFrame* frame)
    {
        var grid = new GemmGrid(problem.M, problem.N);
        if (GemmGrid.IsSmall(problem.M, problem.N, problem.K))
        {
            for (var part = 0; part < grid.RowTiles * grid.ColumnTiles; part++)
                RunTile(problem, grid, part, scratch, finish, frame);
        }
        else
        {
            RunTile(problem, grid, tile, scratch, finish, frame);
        }
    }

    private static void RunTile(
        in GemmProblem<T> problem,
        GemmGrid grid,
        int tile,
        byte* scratch,
        delegate*<ExecutionFrame*, GemmTile*, void> finish,
        ExecutionFrame* frame)
    {
        var groups = grid.Groups(frame == null ? 1 : frame->Threads, problem.K, sizeof(T));
        var (row, rows, column, columns) = grid.Tile(tile, groups);
        var buffer = (T*)(scratch + PackedColumns.Bytes);
        GemmTile result = new()
        {
            Values = buffer,
            Stride = GemmGrid.Columns,
            Row = row,
            Rows = rows,
            Column = column,
            Columns = columns,
            Batch = problem.Batch,
        };

        // Whole vectors are written, so the end of C's rows goes through the scratch as well.
        var direct = finish == null && columns % F.Count == 0;
        if (direct)
        {
            result.Values = problem.C + (row * problem.CRow) + column;
            result.Stride = problem.CRow;
        }

        if (GemmDot<F, T, I>.Suits(problem, rows))
            GemmDot<F, T, I>.Run(problem, result);
        else
            Multiply(problem, result, scratch, frame);

        if (finish != null)
            finish(frame, &result);
        else if (!direct)
            CopyToC(problem, result);
    }

    private static void Multiply(in GemmProblem<T> problem, in GemmTile tile, byte* scratch, ExecutionFrame* frame)
    {
        var columns = (PackedColumns*)scratch;
        var packed = scratch + PackedColumns.Bytes + GemmGrid.TileBytes;
        T* kept = null;
        if (frame != null && frame->Launch != 0 && tile.Rows < problem.M && PackedColumns.Suits(problem))
        {
            kept = (T*)(packed + columns->Claim(problem, tile.Column, frame->Launch, out var isNew));
            if (isNew)
                PackColumns(problem, tile, kept);
        }
        else
        {
            columns->Forget();
        }

        var chunks = GemmGrid.Chunks(problem.K, problem.AColumn * sizeof(T));
        for (nint chunk = 0; chunk < chunks; chunk++)
        {
            var (start, end) = GemmGrid.Part(problem.K, chunks, chunk);
            MultiplyChunk(problem, tile, start, end - start, kept, (T*)packed);
        }
    }

    /// <summary>Packs all rows of B in a tile's columns.</summary>
    private static void PackColumns(in GemmProblem<T> problem, in GemmTile tile, T* packed)
    {
        for (nint column = 0; column < tile.Columns;)
        {
            var padded = VectorsFrom(tile.Columns - column, few: false) * F.Count;
            var width = Math.Min(padded, tile.Columns - column);
            Pack(problem, 0, problem.K, tile.Column + column, width, packed + (column * problem.K), padded);
            column += width;
        }
    }

    /// <param name="kept">All rows of B in the tile's columns, packed; or null.</param>
    /// <param name="packed">Where else a chunk of it is packed.</param>
    private static void MultiplyChunk(
        in GemmProblem<T> problem, in GemmTile tile, nint start, nint depth, T* kept, T* packed)
    {
        var few = kept == null && tile.Rows <= TKernels.MaxHeight(4)
            && (problem.BStorage != OperandStorage.Panels || 4 * F.Count <= PanelWidth);
        for (nint column = 0; column < tile.Columns;)
        {
            var vectors = VectorsFrom(tile.Columns - column, few);
            var width = Math.Min(vectors * F.Count, tile.Columns - column);
            var panels = GemmGrid.CeilingDivide(tile.Rows, TKernels.MaxHeight(vectors));
            nint bRow = vectors * F.Count;
            var b = kept != null
                ? kept + (column * problem.K) + (start * bRow)
                : RowsOfB(problem, start, depth, tile.Column + column, width, panels, packed, ref bRow);
            var c = (T*)tile.Values + column;
            for (nint panel = 0; panel < panels; panel++)
            {
                var (first, end) = GemmGrid.Part(tile.Rows, panels, panel);
                var a = problem.A + ((tile.Row + first) * problem.ARow) + (start * problem.AColumn);
                TKernels.Run(
                    (int)(end - first), vectors, a, problem.ARow, problem.AColumn, b, bRow,
                    c + (first * tile.Stride), tile.Stride, depth, accumulate: start > 0);
            }

            column += width;
        }
    }

    /// <summary>Whole vectors of B's rows: where they lie, or packed.</summary>
    private static T* RowsOfB(
        in GemmProblem<T> problem,
        nint start,
        nint depth,
        nint column,
        nint width,
        nint panels,
        T* packed,
        ref nint bRow)
    {
        if (problem.BStorage == OperandStorage.Panels)
        {
            var (panel, lane) = Math.DivRem(column, PanelWidth);
            bRow = PanelWidth;
            return problem.B + (((panel * problem.K) + start) * PanelWidth) + lane;
        }

        if (problem.BStorage == OperandStorage.Strided && problem.BColumn == 1 && width == bRow && panels < PackFromPanels)
        {
            bRow = problem.BRow;
            return problem.B + (start * bRow) + column;
        }

        Pack(problem, start, depth, column, width, packed, bRow);
        return packed;
    }

    private static void Pack(
        in GemmProblem<T> problem, nint start, nint depth, nint column, nint width, T* packed, nint padded)
    {
        if (problem.BStorage == OperandStorage.Strided)
        {
            var b = problem.B + (start * problem.BRow) + (column * problem.BColumn);
            GemmPacking<F, T, I>.Pack(b, problem.BRow, problem.BColumn, depth, width, packed, padded);
            return;
        }

        for (nint k = 0; k < depth;)
        {
            // As far as one panel of rows goes, these lie side by side.
            var (block, row) = Math.DivRem(start + k, PanelWidth);
            var rows = Math.Min(depth - k, PanelWidth - row);
            var from = problem.B + (((block * problem.N) + column) * PanelWidth) + row;
            GemmPacking<F, T, I>.Pack(from, 1, PanelWidth, rows, width, packed + (k * padded), padded);
            k += rows;
        }
    }

    /// <summary>Vectors of the next panel of columns: at most as many as the columns begin.</summary>
    private static int VectorsFrom(nint columns, bool few) =>
        few && columns > 3 * F.Count ? 4 : columns > F.Count ? 2 : 1;

    private static void CopyToC(in GemmProblem<T> problem, in GemmTile tile)
    {
        for (nint row = 0; row < tile.Rows; row++)
        {
            var from = (T*)tile.Values + (row * tile.Stride);
            var to = problem.C + ((tile.Row + row) * problem.CRow) + tile.Column;
            for (nint column = 0; column < tile.Columns; column += F.Count)
                F.Load(from + column).StorePartial(to + column, tile.Columns - column);
        }
    }
}
