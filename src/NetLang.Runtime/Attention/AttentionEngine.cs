using NetLang.Runtime.Execution;
using NetLang.Runtime.LinearAlgebra;
using NetLang.Runtime.Simd;

namespace NetLang.Runtime.Attention;

/// <summary>
/// Values of some queries of a head: keys are gone through in pieces, with the largest score and the sum of weights so far, by
/// which earlier pieces are corrected. Milakov and Gimelshein 2018, arXiv:1805.02867.
/// </summary>
internal static unsafe class AttentionEngine<TKernels, F, T, I, J>
    where TKernels : struct, IMicroKernels<T>
    where F : unmanaged, IFloatVector<F, T, I>
    where T : unmanaged
    where I : unmanaged, IIntVector<I, J, F>
    where J : unmanaged
{
    private const int Stride = AttentionShape.MaxKeys;

    public static void RunTile(
        in AttentionProblem<T> problem,
        int index,
        AttentionScratch<T> scratch,
        delegate*<ExecutionFrame*, GemmTile*, void> finish,
        ExecutionFrame* frame)
    {
        ref readonly var shape = ref problem.Shape;
        var (number, part) = Math.DivRem(index, shape.QueryTiles);
        var (sequence, head) = Math.DivRem(number, shape.Heads);
        var (query, end) = GemmGrid.Part(shape.Queries, shape.QueryTiles, part);
        var queries = end - query;
        var stride = AttentionScratch.Stride(shape.Width);
        var keys = shape.KeysBefore(end);
        new Span<T>(scratch.Values, (int)(queries * stride)).Clear();
        for (nint row = 0; row < queries; row++)
        {
            scratch.Most[row] = F.Constant(double.NegativeInfinity)[0];
            scratch.Sums[row] = default;
        }

        AddKeys(problem, new(sequence, head, query, queries, 0, keys), scratch, stride, frame);
        if (keys < shape.Keys && IsAllHidden(shape, queries, scratch))
            AddKeys(problem, new(sequence, head, query, queries, keys, shape.Keys - keys), scratch, stride, frame);
        Finish(problem, new(sequence, head, query, queries, 0, shape.Keys), scratch, stride, finish, frame);
    }

    /// <summary>Adds what queries ask of some keys, a piece of these at a time.</summary>
    private static void AddKeys(
        in AttentionProblem<T> problem, in ScoreTile all, AttentionScratch<T> scratch, nint stride, ExecutionFrame* frame)
    {
        ref readonly var shape = ref problem.Shape;
        for (nint key = 0; key < all.Keys; key += AttentionShape.MaxKeys)
        {
            var tile = all with { Key = all.Key + key, Keys = Math.Min(AttentionShape.MaxKeys, all.Keys - key) };
            AttentionScores<TKernels, F, T, I, J>.Multiply(problem, tile, scratch);
            for (nint row = 0; row < tile.Queries; row++)
            {
                Weigh(problem, tile, row, scratch, stride);
                var weights = scratch.Scores + (row * Stride);
                if (shape.DropRate > 0)
                    AttentionScores<TKernels, F, T, I, J>.Drop(shape, tile, row, weights, weights, frame);
            }

            AddValues(problem, tile, scratch, stride);
        }
    }

    /// <summary>Whether a query has seen no key yet: then the keys that causality leaves out count as much as the others.</summary>
    private static bool IsAllHidden(in AttentionShape shape, nint queries, AttentionScratch<T> scratch)
    {
        for (nint row = 0; row < queries; row++)
        {
            if (!I.All(F.Greater(F.Create(scratch.Most[row]), F.Constant(shape.Fill))))
                return true;
        }

        return false;
    }

    /// <summary>Makes weights of a row of products, and corrects what is there by the largest score.</summary>
    private static void Weigh(
        in AttentionProblem<T> problem, in ScoreTile tile, nint row, AttentionScratch<T> scratch, nint stride)
    {
        var scores = scratch.Scores + (row * Stride);
        var before = F.Create(scratch.Most[row]);
        var most = F.Max(before, F.Create(F.ReduceMax(AttentionScores<TKernels, F, T, I, J>.Finish(problem, tile, row, scores))));
        // Where no key is seen yet, there is nothing to subtract.
        var shift = F.Select(F.Equal(most, F.Constant(double.NegativeInfinity)), F.Zero, most);
        var sum = F.Zero;
        nint key = 0;
        for (var end = MayWeigh(problem, tile, row, most); key < end; key += F.Count)
        {
            var weight = ExpFunctions<F, T, I, J>.ExpUpToZero(F.Load(scores + key) - shift);
            weight.Store(scores + key);
            sum += weight;
        }

        for (; key < tile.Keys; key += F.Count)
            F.Zero.Store(scores + key);
        var correction = ExpFunctions<F, T, I, J>.ExpUpToZero(before - shift);
        scratch.Most[row] = most[0];
        scratch.Sums[row] = F.FusedMultiplyAdd(F.Create(scratch.Sums[row]), correction, F.Create(F.ReduceSum(sum)))[0];
        if (tile.Key == 0)
            return;
        var values = scratch.Values + (row * stride);
        for (nint column = 0; column < stride; column += F.Count)
            (F.Load(values + column) * correction).Store(values + column);
    }

    /// <summary>How many keys may have a weight above 0: those that causality hides have one where no key is seen at all.</summary>
    private static nint MayWeigh(in AttentionProblem<T> problem, in ScoreTile tile, nint row, F most) =>
        I.All(F.Greater(most, F.Constant(problem.Shape.Fill)))
            ? AttentionScores<TKernels, F, T, I, J>.Seen(problem.Shape, tile, row)
            : tile.Keys;

    private static void AddValues(in AttentionProblem<T> problem, in ScoreTile tile, AttentionScratch<T> scratch, nint stride)
    {
        ref readonly var shape = ref problem.Shape;
        AttentionScores<TKernels, F, T, I, J>.Multiply(
            new()
            {
                M = tile.Queries,
                N = shape.Width,
                K = tile.Keys,
                A = scratch.Scores,
                ARow = Stride,
                AColumn = 1,
                B = problem.V.At(tile.Sequence, tile.Key, tile.Head / (shape.Heads / shape.KeyHeads)),
                BRow = problem.V.Row,
                BColumn = problem.V.Column,
                C = scratch.Values,
                CRow = stride,
                IsAdded = tile.Key > 0,
            },
            scratch.Products);
    }

    /// <summary>Divides by the sums, and hands over values, and logarithms of the sums where these are asked for.</summary>
    private static void Finish(
        in AttentionProblem<T> problem,
        in ScoreTile tile,
        AttentionScratch<T> scratch,
        nint stride,
        delegate*<ExecutionFrame*, GemmTile*, void> finish,
        ExecutionFrame* frame)
    {
        ref readonly var shape = ref problem.Shape;
        for (nint row = 0; row < tile.Queries; row++)
        {
            var sum = F.Create(scratch.Sums[row]);
            var values = scratch.Values + (row * stride);
            var share = shape.Keys > 0 ? F.Constant(1) / sum : F.Zero; // of no keys there is no value
            for (nint column = 0; column < stride; column += F.Count)
                (F.Load(values + column) * share).Store(values + column);
            (F.Create(scratch.Most[row]) + F.Log(sum)).Store(scratch.LogSums + (row * AttentionScratch.RowRoom));
        }

        GemmTile piece = new()
        {
            Values = scratch.Values,
            Stride = stride,
            Row = tile.Query,
            Rows = tile.Queries,
            Column = tile.Head * shape.Width,
            Columns = shape.Width,
            Batch = tile.Sequence,
        };
        finish(frame, &piece);
        if (!shape.HasSums)
            return;
        piece.Values = scratch.LogSums;
        piece.Stride = AttentionScratch.RowRoom;
        piece.Column = (shape.Heads * shape.Width) + tile.Head;
        piece.Columns = 1;
        finish(frame, &piece);
    }
}
