using NetLang.Runtime.Execution;
using NetLang.Runtime.LinearAlgebra;
using NetLang.Runtime.Simd;

namespace NetLang.Runtime.Attention;

/// <summary>
/// The gradients of a head of keys and of all heads of queries that ask it: for some keys and queries at a time, weights P are
/// computed again from log Σ e^score, dP = dy vᵀ, dS = P (dP − Σ y dy) · scale, and dv += Pᵀ dy, dk += dSᵀ q, dq += dS k. Dao et
/// al. 2022, arXiv:2205.14135, algorithm 4.
/// </summary>
internal static unsafe class AttentionGradientEngine<TKernels, F, T, I, J>
    where TKernels : struct, IMicroKernels<T>
    where F : unmanaged, IFloatVector<F, T, I>
    where T : unmanaged
    where I : unmanaged, IIntVector<I, J, F>
    where J : unmanaged
{
    private const int Stride = AttentionShape.MaxKeys;

    public static void RunTile(in AttentionProblem<T> problem, int index, AttentionScratch<T> scratch, ExecutionFrame* frame)
    {
        ref readonly var shape = ref problem.Shape;
        var (sequence, keyHead) = Math.DivRem((nint)index, shape.KeyHeads);
        AttentionGradients<T> gradients = new(problem, sequence);
        gradients.ClearQueries(keyHead);
        for (nint key = 0; key < shape.Keys; key += AttentionShape.MaxKeys)
        {
            var keys = Math.Min(AttentionShape.MaxKeys, shape.Keys - key);
            gradients.ClearKeys(keyHead, key, keys);
            var sharing = shape.Heads / shape.KeyHeads;
            for (var head = keyHead * sharing; head < (keyHead + 1) * sharing; head++)
            {
                for (nint part = 0; part < shape.QueryTiles; part++)
                {
                    var (query, end) = GemmGrid.Part(shape.Queries, shape.QueryTiles, part);
                    ScoreTile tile = new(sequence, head, query, end - query, key, keys);
                    var seen = Math.Min(keys, shape.KeysBefore(end) - key);
                    if (seen < keys && !HasAllHidden(problem, tile))
                        tile = tile with { Keys = seen };
                    if (tile.Keys > 0)
                        Add(problem, tile, scratch, gradients, frame);
                }
            }
        }
    }

    /// <summary>Whether a tile has a query from which all keys are hidden.</summary>
    private static bool HasAllHidden(in AttentionProblem<T> problem, in ScoreTile tile)
    {
        for (nint row = 0; row < tile.Queries; row++)
        {
            if (I.Any(IsAllHidden(problem, F.Create(*problem.LogSums.At(tile.Sequence, tile.Query + row, tile.Head)))))
                return true;
        }

        return false;
    }

    /// <summary>
    /// Whether all scores were that of what is hidden: of so large a number the logarithm of how many there are is lost. A bias may
    /// hide what causality shows.
    /// </summary>
    private static I IsAllHidden(in AttentionProblem<T> problem, F logSum) =>
        (problem.Mask.Exists || (problem.Shape.IsCausal && problem.Bias.Exists))
        && problem.Shape.Fill is <= AttentionShape.LosesLogarithms and > double.NegativeInfinity
            ? F.Equal(logSum, F.Constant(problem.Shape.Fill) + F.Log(F.Constant(problem.Shape.Keys)))
            : F.Less(F.Zero, F.Zero);

    private static void Add(
        in AttentionProblem<T> problem,
        in ScoreTile tile,
        AttentionScratch<T> scratch,
        in AttentionGradients<T> gradients,
        ExecutionFrame* frame)
    {
        ref readonly var shape = ref problem.Shape;
        var keyHead = tile.Head / (shape.Heads / shape.KeyHeads);
        var q = problem.Q.At(tile.Sequence, tile.Query, tile.Head);
        var k = problem.K.At(tile.Sequence, tile.Key, keyHead);
        var v = problem.V.At(tile.Sequence, tile.Key, keyHead);
        var dy = problem.Dy.At(tile.Sequence, tile.Query, tile.Head);
        AttentionScores<TKernels, F, T, I, J>.Multiply(problem, tile, scratch);
        Multiply(new()
        {
            M = tile.Queries,
            N = tile.Keys,
            K = shape.Width,
            A = dy,
            ARow = problem.Dy.Row,
            AColumn = problem.Dy.Column,
            B = v,
            BRow = problem.V.Column,
            BColumn = problem.V.Row,
            C = scratch.Gradients,
            CRow = Stride,
        });
        for (nint row = 0; row < tile.Queries; row++)
            Weigh(problem, tile, row, scratch, frame);
        Multiply(new()
        {
            M = tile.Keys,
            N = shape.Width,
            K = tile.Queries,
            A = scratch.Scores,
            ARow = 1,
            AColumn = Stride,
            B = dy,
            BRow = problem.Dy.Row,
            BColumn = problem.Dy.Column,
            C = gradients.Value(keyHead, tile.Key),
            CRow = gradients.ValueRow,
            IsAdded = true,
        });
        Multiply(new()
        {
            M = tile.Keys,
            N = shape.Depth,
            K = tile.Queries,
            A = scratch.Gradients,
            ARow = 1,
            AColumn = Stride,
            B = q,
            BRow = problem.Q.Row,
            BColumn = problem.Q.Column,
            C = gradients.Key(keyHead, tile.Key),
            CRow = gradients.KeyRow,
            IsAdded = true,
        });
        Multiply(new()
        {
            M = tile.Queries,
            N = shape.Depth,
            K = tile.Keys,
            A = scratch.Gradients,
            ARow = Stride,
            AColumn = 1,
            B = k,
            BRow = problem.K.Row,
            BColumn = problem.K.Column,
            C = gradients.Query(tile.Head, tile.Query),
            CRow = gradients.QueryRow,
            IsAdded = true,
        });

        void Multiply(GemmProblem<T> product) => AttentionScores<TKernels, F, T, I, J>.Multiply(product, scratch.Products);
    }

    /// <summary>Makes weights of a row of products, and gradients of scores of those of its weights.</summary>
    private static void Weigh(
        in AttentionProblem<T> problem, in ScoreTile tile, nint row, AttentionScratch<T> scratch, ExecutionFrame* frame)
    {
        ref readonly var shape = ref problem.Shape;
        var weights = scratch.Scores + (row * Stride);
        var gradients = scratch.Gradients + (row * Stride);
        if (shape.DropRate > 0)
            AttentionScores<TKernels, F, T, I, J>.Drop(shape, tile, row, gradients, gradients, frame);
        AttentionScores<TKernels, F, T, I, J>.Finish(problem, tile, row, weights);
        var logSum = F.Create(*problem.LogSums.At(tile.Sequence, tile.Query + row, tile.Head));
        var total = F.Create(*problem.Totals.At(tile.Sequence, tile.Query + row, tile.Head));
        var scale = F.Constant(shape.Scale);
        var end = AttentionScores<TKernels, F, T, I, J>.Seen(shape, tile, row);
        var isAllHidden = I.Any(IsAllHidden(problem, logSum));
        if (isAllHidden)
        {
            (logSum, end) = (F.Zero, tile.Keys);
            for (nint key = 0; key < end; key += F.Count)
                F.Constant(-Math.Log(shape.Keys)).Store(weights + key);
        }

        nint next = 0;
        for (; next < end; next += F.Count)
        {
            var weight = ExpFunctions<F, T, I, J>.ExpUpToZero(F.Load(weights + next) - logSum);
            weight.Store(weights + next);
            (weight * (F.Load(gradients + next) - total) * scale).Store(gradients + next);
        }

        for (; next < tile.Keys; next += F.Count)
        {
            F.Zero.Store(weights + next);
            F.Zero.Store(gradients + next);
        }

        if (problem.Mask.Exists || isAllHidden)
            ClearHidden(problem, tile, row, gradients);
        if (shape.DropRate > 0)
            AttentionScores<TKernels, F, T, I, J>.Drop(shape, tile, row, weights, weights, frame);
    }

    /// <summary>What is hidden has a score of its own, whatever the keys are.</summary>
    private static void ClearHidden(in AttentionProblem<T> problem, in ScoreTile tile, nint row, T* gradients)
    {
        var seen = AttentionScores<TKernels, F, T, I, J>.Seen(problem.Shape, tile, row);
        for (nint key = 0; key < tile.Keys; key += F.Count)
        {
            var gradient = F.Select(I.FirstLanes(Math.Clamp(seen - key, 0, F.Count)), F.Load(gradients + key), F.Zero);
            if (problem.Mask.Exists)
                gradient = F.Select(AttentionScores<TKernels, F, T, I, J>.Shown(problem, tile, row, key), gradient, F.Zero);
            gradient.Store(gradients + key);
        }
    }
}
