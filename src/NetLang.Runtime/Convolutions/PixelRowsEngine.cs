using NetLang.Runtime.Execution;
using NetLang.Runtime.LinearAlgebra;
using NetLang.Runtime.Simd;

namespace NetLang.Runtime.Convolutions;

/// <summary>
/// One tile of a convolution of small windows. For each row of the result a product: its rows are pixels, its depth is what
/// a window sees, which lies in segments of <see cref="InputStrips{T}"/>, and its B are the weights, packed in panels unless
/// they lie in narrow rows.
/// </summary>
internal static unsafe class PixelRowsEngine<TKernels, F, T, I>
    where TKernels : struct, IMicroKernels<T>
    where F : unmanaged, IFloatVector<F, T, I>
    where T : unmanaged
    where I : struct
{
    public static void RunTile(
        in ConvolutionProblem<T> problem,
        int tile,
        byte* scratch,
        delegate*<ExecutionFrame*, GemmTile*, void> finish,
        ExecutionFrame* frame)
    {
        ref readonly var shape = ref problem.Shape;
        var grid = new ConvolutionGrid(shape);
        var place = grid.Tile(tile, shape.Examples);
        var (row, endRow) = GemmGrid.Part(shape.Output.Rows, grid.RowTiles, place.Row);
        var (pixel, endPixel) = GemmGrid.Part(shape.Output.Columns, grid.PixelTiles, place.Pixel);
        var column = place.Column * GemmGrid.Columns;
        GemmTile piece = new()
        {
            Values = (T*)(scratch + PackedColumns.Bytes),
            Stride = GemmGrid.Columns,
            Row = pixel,
            Rows = endPixel - pixel,
            Column = column,
            Columns = Math.Min(GemmGrid.Columns, shape.Outputs - column),
        };
        var few = piece.Rows <= TKernels.MaxHeight(4);
        var weights = problem.WeightsAreRows
            ? problem.Weights + (place.Group * problem.WeightGroup) + column
            : PackedWeights(problem, place.Group, piece, few, scratch, frame);
        var depth = shape.Kernel.Rows * shape.Kernel.Columns * shape.Channels;
        var memory = (T*)scratch + ((PackedColumns.Bytes + GemmGrid.TileBytes) / sizeof(T))
            + Math.Max(depth * GemmGrid.Columns, GemmGrid.MaxGroupBytes / sizeof(T));
        var strips = InputStrips<T>.Of(
            problem,
            problem.X + (place.Example * problem.XExample) + (place.Group * problem.XGroup),
            shape.Channels,
            problem.XChannel,
            first: new(row, pixel),
            windows: new(endRow - row, piece.Rows),
            place: default,
            shape.Kernel,
            memory);
        for (var i = row; i < endRow; i++)
        {
            var a = strips.First + ((i - row) * shape.Stride.Rows * strips.Row);
            Multiply(problem, strips, a, (i * shape.Stride.Rows) - problem.Before.Rows, piece, few, weights);
            piece.Batch = (((place.Example * shape.Output.Rows) + i) * shape.Groups) + place.Group;
            finish(frame, &piece);
        }
    }

    /// <summary>The weights of a group for the tile's channels, packed once a launch where they find room.</summary>
    private static T* PackedWeights(
        in ConvolutionProblem<T> problem, nint group, in GemmTile piece, bool few, byte* scratch, ExecutionFrame* frame)
    {
        ref readonly var shape = ref problem.Shape;
        GemmProblem<T> product = new()
        {
            N = shape.Outputs,
            K = shape.Kernel.Rows * shape.Kernel.Columns * shape.Channels,
            B = problem.Weights + (group * problem.WeightGroup),
            BRow = few ? 1 : 0,
            BColumn = problem.WeightOutput,
            BStorage = OperandStorage.Windows,
        };
        var columns = (PackedColumns*)scratch;
        var packed = (T*)(scratch + PackedColumns.Bytes + GemmGrid.TileBytes);
        if (frame->Launch != 0)
        {
            packed += columns->Claim(product, piece.Column, frame->Launch, out var isNew) / sizeof(T);
            if (!isNew)
                return packed;
        }
        else
        {
            columns->Forget();
        }

        var weights = product.B + (piece.Column * problem.WeightOutput);
        for (nint column = 0; column < piece.Columns;)
        {
            nint padded = Vectors<F, T, I>.From(piece.Columns - column, few) * F.Count;
            var width = Math.Min(padded, piece.Columns - column);
            var to = packed + (column * product.K);
            for (nint row = 0; row < shape.Kernel.Rows; row++)
            {
                for (nint place = 0; place < shape.Kernel.Columns; place++)
                {
                    var from = weights + (row * problem.WeightPlace.Rows) + (place * problem.WeightPlace.Columns);
                    GemmPacking<F, T, I>.Pack(from, problem.WeightChannel, problem.WeightOutput, shape.Channels, width, to, padded);
                    to += shape.Channels * padded;
                }
            }

            weights += width * problem.WeightOutput;
            column += width;
        }

        return packed;
    }

    /// <param name="a">The first place of the first window.</param>
    /// <param name="inputRow">The row of x' that it sees.</param>
    private static void Multiply(
        in ConvolutionProblem<T> problem, in InputStrips<T> strips, T* a, nint inputRow, in GemmTile piece, bool few, T* weights)
    {
        ref readonly var shape = ref problem.Shape;
        var (kernel, dilation, channels) = (shape.Kernel, shape.Dilation, shape.Channels);
        var onRows = problem.SeenRows(inputRow, kernel.Rows);
        if (onRows.Count == 0)
        {
            new Span<T>(piece.Values, (int)(piece.Rows * piece.Stride)).Clear();
            return;
        }

        var placeRow = onRows.Step * dilation.Rows * strips.Row;
        a += onRows.First * dilation.Rows * strips.Row;
        var depth = kernel.Rows * kernel.Columns * channels;
        // Places of a window's row lie together, so rows are the segments; else its places are, for one row after the other.
        var isRun = dilation.Columns == 1 && strips.Pixel == channels;
        var (steps, segments, distance, rounds) = isRun
            ? (kernel.Columns * channels, onRows.Count, placeRow, (nint)1)
            : (channels, kernel.Columns, dilation.Columns * strips.Pixel, onRows.Count);
        for (nint column = 0; column < piece.Columns;)
        {
            var vectors = Vectors<F, T, I>.From(piece.Columns - column, few);
            nint padded = vectors * F.Count;
            var bRow = problem.WeightsAreRows ? problem.WeightChannel : padded;
            var rowOfB = kernel.Columns * channels * bRow;
            var b = weights + (column * (problem.WeightsAreRows ? 1 : depth)) + (onRows.First * rowOfB);
            for (nint round = 0; round < rounds; round++)
            {
                ProductBlock<T> block = new()
                {
                    First = (T*)piece.Values + column,
                    Row = piece.Stride,
                    Columns = GemmGrid.Columns - column,
                    IsSum = round > 0,
                    Segments = segments,
                    Depth = steps,
                    ASkip = (distance - steps) * sizeof(T),
                    BSkip = isRun ? (onRows.Step - 1) * rowOfB : 0,
                };
                var row = a + (round * placeRow);
                RowPanels<TKernels, T>.Run(
                    piece.Rows, vectors, row, shape.Stride.Columns * strips.Pixel, 1, b, bRow, steps, block);
                b += onRows.Step * rowOfB;
            }

            column += padded;
        }
    }
}
