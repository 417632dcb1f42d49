using NetLang.Runtime.Execution;
using NetLang.Runtime.LinearAlgebra;
using NetLang.Runtime.Simd;

namespace NetLang.Runtime.Convolutions;

/// <summary>
/// One tile of a convolution of each group on its own, to one channel: no product of matrices, since each weight meets one
/// channel alone. Groups are lanes. Neither rows nor columns of zeros are visited.
/// </summary>
internal static unsafe class LaneEngine<F, T, I>
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
        var grid = new LaneGrid(shape);
        var parts = PartialSums.Count(grid.TileCount, shape.Channels);
        var (part, number) = Math.DivRem(tile, grid.TileCount);
        var place = grid.Tile(number);
        var values = parts == 1 ? (T*)(scratch + PackedColumns.Bytes) : PartialSums.Values<T>(shape, tile, frame);
        new Span<T>(values, (int)place.Values).Clear();
        var (channel, endChannel) = GemmGrid.Part(shape.Channels, parts, part);
        var packed = (T*)(scratch + PackedColumns.Bytes + GemmGrid.TileBytes);
        for (; channel < endChannel; channel++)
        {
            var x = problem.X + (place.Example * problem.XExample) + (place.Group * problem.XGroup) + (channel * problem.XChannel);
            Add(problem, place, x, new Weights(problem, place, channel, packed), values);
        }

        if (parts == 1)
            place.Finish(shape, values, finish, frame);
    }

    /// <summary>Adds the products of one channel.</summary>
    private static void Add(in ConvolutionProblem<T> problem, in LaneTile tile, T* x, in Weights weights, T* values)
    {
        ref readonly var shape = ref problem.Shape;
        for (nint row = 0; row < tile.Pixels.Rows; row++)
        {
            var inputRow = ((tile.First.Rows + row) * shape.Stride.Rows) - problem.Before.Rows;
            var onRows = problem.SeenRows(inputRow, shape.Kernel.Rows);
            for (nint i = 0; i < onRows.Count; i++)
            {
                var place = onRows.First + (i * onRows.Step);
                var xRow = x + ((inputRow + (place * shape.Dilation.Rows)) / problem.Spread.Rows * problem.XPixel.Rows);
                AddRow(problem, tile, xRow, weights.First + (place * weights.Place.Rows), weights.Place.Columns, values);
            }

            values += tile.Pixels.Columns * GemmGrid.Columns;
        }
    }

    /// <summary>Adds the products of a row of x with a row of weights to a row of pixels.</summary>
    private static void AddRow(
        in ConvolutionProblem<T> problem, in LaneTile tile, T* x, T* weights, nint weight, T* values)
    {
        ref readonly var shape = ref problem.Shape;
        for (nint pixel = 0; pixel < tile.Pixels.Columns; pixel++)
        {
            var column = ((tile.First.Columns + pixel) * shape.Stride.Columns) - problem.Before.Columns;
            var on = new SeenPlaces(column, shape.Kernel.Columns, shape.Dilation.Columns, problem.Spread.Columns, problem.Input.Columns);
            var (first, step) = (column + (on.First * shape.Dilation.Columns), on.Step * shape.Dilation.Columns);
            // A division takes longer than the sums of a few places.
            if (problem.Spread.Columns > 1)
                (first, step) = (first / problem.Spread.Columns, step / problem.Spread.Columns);
            var from = x + (first * problem.XPixel.Columns);
            step *= problem.XPixel.Columns;
            Dot(from, step, weights + (on.First * weight), on.Step * weight, on.Count, tile.Groups, values);
            values += GemmGrid.Columns;
        }
    }

    /// <summary>Adds sums of products to lanes side by side: four vectors at once, so that no sum waits for another.</summary>
    private static void Dot(T* x, nint xStep, T* weights, nint weightStep, nint count, nint lanes, T* values)
    {
        nint lane = 0;
        for (; lane + (4 * F.Count) <= lanes; lane += 4 * F.Count)
        {
            var a = x + lane;
            var w = weights + lane;
            var sum0 = F.Load(values + lane);
            var sum1 = F.Load(values + lane + F.Count);
            var sum2 = F.Load(values + lane + (2 * F.Count));
            var sum3 = F.Load(values + lane + (3 * F.Count));
            for (nint i = 0; i < count; i++)
            {
                sum0 = F.FusedMultiplyAdd(F.Load(a), F.Load(w), sum0);
                sum1 = F.FusedMultiplyAdd(F.Load(a + F.Count), F.Load(w + F.Count), sum1);
                sum2 = F.FusedMultiplyAdd(F.Load(a + (2 * F.Count)), F.Load(w + (2 * F.Count)), sum2);
                sum3 = F.FusedMultiplyAdd(F.Load(a + (3 * F.Count)), F.Load(w + (3 * F.Count)), sum3);
                a += xStep;
                w += weightStep;
            }

            sum0.Store(values + lane);
            sum1.Store(values + lane + F.Count);
            sum2.Store(values + lane + (2 * F.Count));
            sum3.Store(values + lane + (3 * F.Count));
        }

        for (; lane + F.Count <= lanes; lane += F.Count)
        {
            var sum = F.Load(values + lane);
            for (nint i = 0; i < count; i++)
                sum = F.FusedMultiplyAdd(F.Load(x + lane + (i * xStep)), F.Load(weights + lane + (i * weightStep)), sum);
            sum.Store(values + lane);
        }

        if (lane == lanes)
            return;
        var rest = lanes - lane;
        var last = F.LoadPartial(values + lane, rest);
        for (nint i = 0; i < count; i++)
        {
            var (a, w) = (F.LoadPartial(x + lane + (i * xStep), rest), F.LoadPartial(weights + lane + (i * weightStep), rest));
            last = F.FusedMultiplyAdd(a, w, last);
        }

        last.StorePartial(values + lane, rest);
    }

    /// <summary>The weights of a channel with those of a tile's groups side by side: where they lie, or copied.</summary>
    private readonly ref struct Weights
    {
        public Weights(in ConvolutionProblem<T> problem, in LaneTile tile, nint channel, T* packed)
        {
            First = problem.Weights + (tile.Group * problem.WeightGroup) + (channel * problem.WeightChannel);
            Place = problem.WeightPlace;
            if (problem.WeightGroup == 1)
                return;
            var kernel = problem.Shape.Kernel;
            var to = packed;
            for (nint row = 0; row < kernel.Rows; row++)
            {
                for (nint column = 0; column < kernel.Columns; column++)
                {
                    var from = First + (row * Place.Rows) + (column * Place.Columns);
                    for (nint group = 0; group < tile.Groups; group++)
                        to[group] = from[group * problem.WeightGroup];
                    to += GemmGrid.Columns;
                }
            }

            First = packed;
            Place = new(kernel.Columns * GemmGrid.Columns, GemmGrid.Columns);
        }

        public T* First { get; }

        public Along Place { get; }
    }
}
