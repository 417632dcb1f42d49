using NetLang.Runtime.Execution;
using NetLang.Runtime.Simd;

namespace NetLang.Runtime.LinearAlgebra;

/// <summary>
/// One tile of a product: for each chunk of k, for each panel of columns, for each panel of rows a micro-kernel.
/// A is read where it lies, unless its rows lie far apart (<see cref="PackedRows"/>); B too where its rows are contiguous and few rows of A meet it, else it is packed in panels:
/// all of the tile's columns, for the tiles below it as well, or where these have no room a chunk. What is left of
/// columns or rows is a smaller micro-kernel's; nothing is computed twice or copied to C.
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
        var isSmall = GemmGrid.IsSmall(problem.M, problem.N, problem.K);
        if (isSmall && finish == null)
        {
            Run(problem, (0, problem.M, 0, problem.N), scratch, finish, frame);
            return;
        }

        var grid = new GemmGrid(problem.M, problem.N);
        var groups = grid.Groups(frame == null ? 1 : frame->Threads, problem.K, sizeof(T));
        var (first, end) = isSmall ? (0, (int)(grid.RowTiles * grid.ColumnTiles)) : (tile, tile + 1);
        for (var part = first; part < end; part++)
            Run(problem, grid.Tile(part, groups), scratch, finish, frame);
    }

    private static void Run(
        in GemmProblem<T> problem,
        (nint Row, nint Rows, nint Column, nint Columns) place,
        byte* scratch,
        delegate*<ExecutionFrame*, GemmTile*, void> finish,
        ExecutionFrame* frame)
    {
        var isFused = finish != null;
        GemmTile tile = new()
        {
            Values = isFused ? (T*)(scratch + PackedColumns.Bytes) : problem.C + (place.Row * problem.CRow) + place.Column,
            Stride = isFused ? GemmGrid.Columns : problem.CRow,
            Row = place.Row,
            Rows = place.Rows,
            Column = place.Column,
            Columns = place.Columns,
            Batch = problem.Batch,
        };
        if (GemmDot<F, T, I>.Suits(problem, tile.Rows))
            GemmDot<F, T, I>.Run(problem, tile);
        else
            Multiply(problem, tile, isFused ? GemmGrid.Columns : tile.Columns, scratch, frame);
        if (isFused)
            finish(frame, &tile);
    }

    /// <param name="room">Elements of the tile's rows that may be written.</param>
    private static void Multiply(
        in GemmProblem<T> problem, in GemmTile tile, nint room, byte* scratch, ExecutionFrame* frame)
    {
        var columns = (PackedColumns*)scratch;
        var rows = (T*)(scratch + PackedColumns.Bytes + GemmGrid.TileBytes);
        var packed = (byte*)rows + PackedRows.Bytes;
        T* kept = null;
        var since = problem.BSince != 0 ? problem.BSince : frame != null && tile.Rows < problem.M ? frame->Launch : 0;
        if (since != 0 && PackedColumns.Suits(problem))
        {
            kept = (T*)(packed + columns->Claim(problem, tile.Column, since, out var isNew));
            if (isNew)
                PackColumns(problem, tile, kept);
        }
        else
        {
            columns->Forget();
        }

        var packsRows = PackedRows.Suits(problem, tile);
        var chunks = PackedRows.Chunks(problem);
        for (nint chunk = 0; chunk < chunks; chunk++)
        {
            var (start, end) = GemmGrid.Part(problem.K, chunks, chunk);
            var a = new LeftOperand<T>(problem.A + (tile.Row * problem.ARow) + (start * problem.AColumn), problem.ARow, problem.AColumn);
            if (packsRows)
                a = PackedRows.Pack<F, T, I>(a, tile.Rows, end - start, rows);
            MultiplyChunk(problem, a, tile, room, start, end - start, kept, (T*)packed);
        }
    }

    /// <summary>Packs all rows of B in a tile's columns.</summary>
    private static void PackColumns(in GemmProblem<T> problem, in GemmTile tile, T* packed)
    {
        for (nint column = 0; column < tile.Columns;)
        {
            var padded = Vectors<F, T, I>.From(tile.Columns - column, few: false) * F.Count;
            var width = Math.Min(padded, tile.Columns - column);
            Pack(problem, 0, problem.K, tile.Column + column, width, packed + (column * problem.K), padded);
            column += width;
        }
    }

    /// <param name="kept">All rows of B in the tile's columns, packed; or null.</param>
    /// <param name="packed">Where else rows of it are packed.</param>
    private static void MultiplyChunk(
        in GemmProblem<T> problem, in LeftOperand<T> a, in GemmTile tile, nint room, nint start, nint depth, T* kept, T* packed)
    {
        var isSum = start > 0 || problem.IsAdded;
        var few = kept == null && tile.Rows <= TKernels.MaxHeight(4)
            && (problem.BStorage != OperandStorage.Panels || 4 * F.Count <= PanelWidth);
        for (nint column = 0; column < tile.Columns;)
        {
            var vectors = Vectors<F, T, I>.From(tile.Columns - column, few);
            nint padded = vectors * F.Count;
            var width = Math.Min(padded, tile.Columns - column);
            if (kept != null)
            {
                var b = kept + (column * problem.K) + (start * padded);
                MultiplyPanel(a, tile, room, column, vectors, isSum, depth, b, padded);
            }
            else
            {
                nint bRow = padded;
                var b = packed;
                if (IsReadInPlace(problem, tile, column, padded))
                    b = Place(problem, start, tile.Column + column, out bRow);
                else
                    Pack(problem, start, depth, tile.Column + column, width, packed, padded);
                MultiplyPanel(a, tile, room, column, vectors, isSum, depth, b, bRow);
            }

            column += width;
        }
    }

    /// <summary>All rows of A with a few vectors of columns, along part of k.</summary>
    private static void MultiplyPanel(
        in LeftOperand<T> left,
        in GemmTile tile,
        nint room,
        nint column,
        int vectors,
        bool isSum,
        nint depth,
        T* b,
        nint bRow)
    {
        var a = left.First;
        ProductBlock<T> block = new()
        {
            First = (T*)tile.Values + column,
            Row = tile.Stride,
            Columns = room - column,
            IsSum = isSum,
        };
        var panels = GemmGrid.CeilingDivide(tile.Rows, TKernels.MaxHeight(vectors));
        var (size, larger) = panels <= 1 ? (tile.Rows, 0) : Math.DivRem(tile.Rows, panels);
        for (nint panel = 0; panel < panels; panel++)
        {
            var height = panel < larger ? size + 1 : size;
            TKernels.Run((int)height, vectors, a, left.Row, left.Column, b, bRow, depth, &block);
            a += height * left.Row;
            block.First += height * tile.Stride;
        }
    }

    /// <summary>
    /// Whether whole vectors of B are read where they lie, be it beyond the ends of rows: where that is possible, and
    /// packing is not quicker.
    /// </summary>
    private static bool IsReadInPlace(in GemmProblem<T> problem, in GemmTile tile, nint column, nint padded) =>
        problem.BStorage == OperandStorage.Panels
        || (problem.BStorage == OperandStorage.Strided && problem.BColumn == 1
            && tile.Rows <= (PackFromPanels - 1) * TKernels.MaxHeight((int)(padded / F.Count))
            && (problem.BHasRoom || tile.Column + column + padded <= problem.N));

    private static T* Place(in GemmProblem<T> problem, nint row, nint column, out nint bRow)
    {
        if (problem.BStorage == OperandStorage.Strided)
        {
            bRow = problem.BRow;
            return problem.B + (row * bRow) + column;
        }

        bRow = PanelWidth;
        var (panel, lane) = Math.DivRem(column, PanelWidth);
        return problem.B + (((panel * problem.K) + row) * PanelWidth) + lane;
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
}
