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
        var parts = PartialSums.Count(grid.TileCount, shape.Channels);
        var (part, number) = Math.DivRem(tile, grid.TileCount);
        var place = grid.Tile(number);
        var values = parts == 1 ? (T*)(scratch + PackedColumns.Bytes) : PartialSums.Values<T>(shape, tile, frame);
        var rows = new Rows(problem, place, values, scratch)
        {
            X = problem.X + (place.Group * problem.XGroup) + (place.Example * problem.XExample),
            Weights = problem.Weights + (place.Group * problem.WeightGroup) + (place.Column * problem.WeightOutput),
        };
        var (channel, endChannel) = GemmGrid.Part(shape.Channels, parts, part);
        rows.Add(problem, grid, channel, endChannel);
        if (parts == 1)
            place.Finish(shape, values, finish, frame);
    }

    private readonly ref struct Rows
    {
        private readonly LongWindowTile tile;
        private readonly T* values;
        private readonly T* packed;
        private readonly T* copied;

        public Rows(in ConvolutionProblem<T> problem, in LongWindowTile tile, T* values, byte* scratch)
        {
            this.tile = tile;
            this.values = values;
            packed = (T*)(scratch + PackedColumns.Bytes + GemmGrid.TileBytes);
            copied = packed + LongWindowGrid.MaxPacked;
            // Beyond the end of a row lies the next one, which does no harm, or what must not be read.
            ReadsInPlace = problem.WeightOutput == 1
                && (problem.WeightsHaveRoom || tile.Column + GemmGrid.CeilingDivide(tile.Columns, F.Count) * F.Count <= problem.Shape.Outputs);
        }

        public T* X { get; init; }

        public T* Weights { get; init; }

        private bool ReadsInPlace { get; }

        public void Add(in ConvolutionProblem<T> problem, in LongWindowGrid grid, nint firstChannel, nint endChannel)
        {
            ref readonly var shape = ref problem.Shape;
            new Span<T>(values, (int)tile.Values).Clear();
            var parts = GemmGrid.CeilingDivide(shape.Kernel.Columns, LongWindowGrid.MaxPlaces);
            var perPart = grid.PlaceRows(GemmGrid.CeilingDivide(shape.Kernel.Columns, Math.Max(parts, 1)));
            var rowParts = GemmGrid.CeilingDivide(shape.Kernel.Rows, perPart);
            for (var channel = firstChannel; channel < endChannel; channel++)
            {
                for (nint rowPart = 0; rowPart < rowParts; rowPart++)
                {
                    var (row, endRow) = GemmGrid.Part(shape.Kernel.Rows, rowParts, rowPart);
                    for (nint part = 0; part < parts; part++)
                    {
                        var (start, end) = GemmGrid.Part(shape.Kernel.Columns, parts, part);
                        AddPart(problem, channel, new(row, start), new(endRow - row, end - start));
                    }
                }
            }
        }

        /// <param name="place">The first place of the part.</param>
        /// <param name="kernel">Its size.</param>
        private void AddPart(in ConvolutionProblem<T> problem, nint channel, Along place, Along kernel)
        {
            if (!(tile.Examples == 1 || problem.XExample == 1) || problem.Spread.Columns != 1)
            {
                AddInside(problem, channel, place, kernel, 0, tile.Windows);
                return;
            }

            // Places that the same windows see within the input: those are read where they lie, and other windows see zeros.
            for (nint start = 0; start < kernel.Columns;)
            {
                var (window, endWindow) = WindowsInside(problem, place.Columns + start);
                var end = start + 1;
                while (end < kernel.Columns && WindowsInside(problem, place.Columns + end) == (window, endWindow))
                    end++;
                if (window < endWindow)
                    AddInside(problem, channel, new(place.Rows, place.Columns + start), new(kernel.Rows, end - start), window, endWindow);
                start = end;
            }
        }

        /// <summary>The tile's windows of which a place of a row lies in the input.</summary>
        private (nint First, nint End) WindowsInside(in ConvolutionProblem<T> problem, nint place)
        {
            var stride = problem.Shape.Stride.Columns;
            var column = (tile.First.Columns * stride) + (place * problem.Shape.Dilation.Columns) - problem.Before.Columns;
            var first = column >= 0 ? 0 : (stride - 1 - column) / stride;
            var end = column >= problem.Input.Columns ? 0 : ((problem.Input.Columns - 1 - column) / stride) + 1;
            return (first, Math.Min(end, tile.Windows));
        }

        /// <summary>Adds the products of some of the tile's windows.</summary>
        private void AddInside(
            in ConvolutionProblem<T> problem, nint channel, Along place, Along kernel, nint firstWindow, nint endWindow)
        {
            ref readonly var shape = ref problem.Shape;
            var inputRow = (tile.First.Rows * shape.Stride.Rows) + (place.Rows * shape.Dilation.Rows) - problem.Before.Rows;
            var onRows = problem.SeenRows(inputRow, kernel.Rows);
            if (onRows.Count == 0)
                return;
            var windows = endWindow - firstWindow;
            var strips = InputStrips<T>.Of(
                problem,
                X + (channel * problem.XChannel),
                tile.Examples,
                problem.XExample,
                tile.First with { Columns = tile.First.Columns + firstWindow },
                windows: new(1, windows),
                place,
                kernel,
                copied);
            var (step, window) = (shape.Dilation.Columns * strips.Pixel, shape.Stride.Columns * strips.Pixel);
            var placeRow = shape.Dilation.Rows * strips.Row;
            // Rows of all windows lie together, or those of one.
            var (together, others) = window == tile.Examples ? (tile.Examples * windows, (nint)1) : (tile.Examples, windows);
            var weights = Weights + (channel * problem.WeightChannel)
                + (place.Rows * problem.WeightPlace.Rows) + (place.Columns * problem.WeightPlace.Columns);
            var few = together <= TKernels.MaxHeight(4);
            for (nint column = 0; column < tile.Columns;)
            {
                var vectors = Vectors<F, T, I>.From(tile.Columns - column, few);
                nint padded = vectors * F.Count;
                var b = weights + column;
                var (bRow, bDistance) = (problem.WeightPlace.Columns, problem.WeightPlace.Rows);
                if (!ReadsInPlace)
                {
                    b = packed;
                    (bRow, bDistance) = (padded, kernel.Columns * padded);
                    Pack(problem, weights + (column * problem.WeightOutput), kernel, Math.Min(padded, tile.Columns - column), padded);
                }

                b += onRows.First * bDistance;
                ProductBlock<T> block = new()
                {
                    First = values + (firstWindow * tile.Examples * GemmGrid.Columns) + column,
                    Row = GemmGrid.Columns,
                    Columns = GemmGrid.Columns - column,
                    IsSum = true,
                    Segments = onRows.Count,
                    Depth = kernel.Columns,
                    ASkip = ((onRows.Step * placeRow) - (kernel.Columns * step)) * sizeof(T),
                    BSkip = (onRows.Step * bDistance) - (kernel.Columns * bRow),
                };
                for (nint i = 0; i < others; i++)
                {
                    RowPanels<TKernels, T>.Run(
                        together, vectors, strips.First + (onRows.First * placeRow) + (i * window), 1, step, b, bRow, kernel.Columns, block);
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
