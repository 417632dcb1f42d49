using NetLang.Runtime.Execution;
using NetLang.Runtime.LinearAlgebra;
using NetLang.Runtime.Simd;

namespace NetLang.Runtime.Convolutions;

/// <summary>
/// One tile of a convolution of few large windows, such as the gradient of weights. The rows of its products are examples,
/// side by side in the input, and windows; the depth is what a row of a window sees, and the rows of windows are segments.
/// Products are added up over channels, and over parts of windows that are too large.
/// </summary>
internal static unsafe class ExampleRowsEngine<TKernels, F, T, I>
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
        ((PackedColumns*)scratch)->Forget();
        ref readonly var shape = ref problem.Shape;
        var grid = new LongWindowGrid(shape);
        var place = grid.Tile(tile);
        var (example, endExample) = GemmGrid.Part(shape.Examples, grid.ExampleTiles, place.Example);
        var (window, endWindow) = GemmGrid.Part(shape.Output.Columns, grid.WindowTiles, place.Window);
        var column = place.Column * GemmGrid.Columns;
        GemmTile piece = new()
        {
            Values = (T*)(scratch + PackedColumns.Bytes),
            Stride = GemmGrid.Columns,
            Row = example,
            Rows = endExample - example,
            Column = column,
            Columns = Math.Min(GemmGrid.Columns, shape.Outputs - column),
        };
        var windows = endWindow - window;
        var rows = new Rows(problem, piece, scratch)
        {
            X = problem.X + (place.Group * problem.XGroup) + (example * problem.XExample),
            Weights = problem.Weights + (place.Group * problem.WeightGroup) + (column * problem.WeightOutput),
            First = new(place.Row, window),
            Windows = windows,
        };
        rows.Add(problem, piece, grid);
        for (nint i = 0; i < windows; i++)
        {
            piece.Batch = (((place.Row * shape.Output.Columns) + window + i) * shape.Groups) + place.Group;
            finish(frame, &piece);
            piece.Values = (T*)piece.Values + (piece.Rows * piece.Stride);
        }
    }

    private readonly ref struct Rows
    {
        private readonly T* packed;
        private readonly T* copied;

        public Rows(in ConvolutionProblem<T> problem, in GemmTile piece, byte* scratch)
        {
            packed = (T*)(scratch + PackedColumns.Bytes + GemmGrid.TileBytes);
            copied = packed + LongWindowGrid.MaxPacked;
            // Beyond the end of a row lies the next one, which does no harm, or what must not be read.
            ReadsInPlace = problem.WeightOutput == 1
                && (problem.WeightsHaveRoom || piece.Column + GemmGrid.CeilingDivide(piece.Columns, F.Count) * F.Count <= problem.Shape.Outputs);
        }

        public T* X { get; init; }

        public T* Weights { get; init; }

        public Along First { get; init; }

        public nint Windows { get; init; }

        private bool ReadsInPlace { get; }

        public void Add(in ConvolutionProblem<T> problem, in GemmTile piece, in LongWindowGrid grid)
        {
            ref readonly var shape = ref problem.Shape;
            if (shape.Channels == 0 || shape.Kernel.Rows == 0 || shape.Kernel.Columns == 0)
                new Span<T>(piece.Values, (int)(piece.Rows * Windows * piece.Stride)).Clear();
            var parts = GemmGrid.CeilingDivide(shape.Kernel.Columns, LongWindowGrid.MaxPlaces);
            var perPart = grid.PlaceRows(GemmGrid.CeilingDivide(shape.Kernel.Columns, Math.Max(parts, 1)));
            var rowParts = GemmGrid.CeilingDivide(shape.Kernel.Rows, perPart);
            var isSum = false;
            for (nint channel = 0; channel < shape.Channels; channel++)
            {
                for (nint rowPart = 0; rowPart < rowParts; rowPart++)
                {
                    var (row, endRow) = GemmGrid.Part(shape.Kernel.Rows, rowParts, rowPart);
                    for (nint part = 0; part < parts; part++)
                    {
                        var (start, end) = GemmGrid.Part(shape.Kernel.Columns, parts, part);
                        AddPart(problem, piece, channel, new(row, start), new(endRow - row, end - start), isSum);
                        isSum = true;
                    }
                }
            }
        }

        /// <param name="place">The first place of the part.</param>
        /// <param name="kernel">Its size.</param>
        private void AddPart(
            in ConvolutionProblem<T> problem, in GemmTile piece, nint channel, Along place, Along kernel, bool isSum)
        {
            ref readonly var shape = ref problem.Shape;
            var strips = InputStrips<T>.Of(
                problem,
                X + (channel * problem.XChannel),
                piece.Rows,
                problem.XExample,
                First,
                windows: new(1, Windows),
                place,
                kernel,
                copied);
            var (step, window) = (shape.Dilation.Columns * strips.Pixel, shape.Stride.Columns * strips.Pixel);
            // Rows of all windows lie together, or those of one.
            var (together, others) = window == piece.Rows ? (piece.Rows * Windows, (nint)1) : (piece.Rows, Windows);
            var weights = Weights + (channel * problem.WeightChannel)
                + (place.Rows * problem.WeightPlace.Rows) + (place.Columns * problem.WeightPlace.Columns);
            var few = together <= TKernels.MaxHeight(4);
            for (nint column = 0; column < piece.Columns;)
            {
                var vectors = Vectors<F, T, I>.From(piece.Columns - column, few);
                nint padded = vectors * F.Count;
                var b = weights + column;
                var (bRow, bDistance) = (problem.WeightPlace.Columns, problem.WeightPlace.Rows);
                if (!ReadsInPlace)
                {
                    b = packed;
                    (bRow, bDistance) = (padded, kernel.Columns * padded);
                    Pack(problem, weights + (column * problem.WeightOutput), kernel, Math.Min(padded, piece.Columns - column), padded);
                }

                ProductBlock<T> block = new()
                {
                    First = (T*)piece.Values + column,
                    Row = piece.Stride,
                    Columns = GemmGrid.Columns - column,
                    IsSum = isSum,
                    Segments = kernel.Rows,
                    Depth = kernel.Columns,
                    ASkip = ((shape.Dilation.Rows * strips.Row) - (kernel.Columns * step)) * sizeof(T),
                    BSkip = bDistance - (kernel.Columns * bRow),
                };
                for (nint i = 0; i < others; i++)
                {
                    RowPanels<TKernels, T>.Run(
                        together, vectors, strips.First + (i * window), 1, step, b, bRow, kernel.Columns, block);
                    block.First += together * block.Row;
                }

                column += padded;
            }
        }

        private void Pack(in ConvolutionProblem<T> problem, T* weights, Along kernel, nint width, nint padded)
        {
            for (nint row = 0; row < kernel.Rows; row++)
            {
                GemmPacking<F, T, I>.Pack(
                    weights + (row * problem.WeightPlace.Rows),
                    problem.WeightPlace.Columns,
                    problem.WeightOutput,
                    kernel.Columns,
                    width,
                    packed + (row * kernel.Columns * padded),
                    padded);
            }
        }
    }
}
