using NetLang.Runtime.Execution;
using NetLang.Runtime.LinearAlgebra;
using NetLang.Runtime.Random;
using NetLang.Runtime.Simd;

namespace NetLang.Runtime.Attention;

/// <summary>The queries and keys of a head whose scores are computed together.</summary>
/// <param name="Sequence">b.</param>
/// <param name="Head">h.</param>
/// <param name="Query">The first query.</param>
/// <param name="Queries">How many there are.</param>
/// <param name="Key">The first key.</param>
/// <param name="Keys">How many there are.</param>
internal readonly record struct ScoreTile(nint Sequence, nint Head, nint Query, nint Queries, nint Key, nint Keys);

/// <summary>Scores of a tile, and what its weights are multiplied by.</summary>
internal static unsafe class AttentionScores<TKernels, F, T, I, J>
    where TKernels : struct, IMicroKernels<T>
    where F : unmanaged, IFloatVector<F, T, I>
    where T : unmanaged
    where I : unmanaged, IIntVector<I, J, F>
    where J : unmanaged
{
    public const int Stride = AttentionShape.MaxKeys;

    /// <summary>Rows of products q kᵀ, of which <see cref="Finish"/> makes scores.</summary>
    public static void Multiply(in AttentionProblem<T> problem, in ScoreTile tile, in AttentionScratch<T> scratch)
    {
        ref readonly var shape = ref problem.Shape;
        var keyHead = tile.Head / (shape.Heads / shape.KeyHeads);
        Multiply(
            new()
            {
                M = tile.Queries,
                N = tile.Keys,
                K = shape.Depth,
                A = problem.Q.At(tile.Sequence, tile.Query, tile.Head),
                ARow = problem.Q.Row,
                AColumn = problem.Q.Column,
                B = problem.K.At(tile.Sequence, tile.Key, keyHead),
                BRow = problem.K.Column,
                BColumn = problem.K.Row,
                C = scratch.Scores,
                CRow = Stride,
            },
            scratch.Products);
    }

    /// <summary>Of a row of weights or of their gradients, makes 0 of those that are dropped, and the others larger.</summary>
    public static void Drop(in AttentionShape shape, in ScoreTile tile, nint row, T* values, T* dropped, ExecutionFrame* frame)
    {
        UniformSequence numbers = new(frame->Seed, frame->Step, shape.DropKey);
        var first = ((((tile.Sequence * shape.Heads) + tile.Head) * (long)shape.Queries) + tile.Query + row) * shape.Keys;
        var (rate, factor) = (F.Constant(shape.DropRate), F.Constant(shape.KeepFactor));
        for (nint key = 0; key < tile.Keys; key += F.Count)
        {
            var number = numbers.At<F, T, I>(first + tile.Key + key);
            F.Select(F.GreaterOrEqual(number, rate), F.Load(values + key) * factor, F.Zero).Store(dropped + key);
        }
    }

    /// <summary>A product by this thread alone.</summary>
    public static void Multiply(in GemmProblem<T> problem, byte* scratch)
    {
        var tiles = (int)Gemm.TileCount(problem.M, problem.N, problem.K);
        for (var tile = 0; tile < tiles; tile++)
            GemmEngine<TKernels, F, T, I>.RunTile(problem, tile, scratch, null, null);
    }

    /// <summary>How many of a tile's keys causality shows to a query.</summary>
    public static nint Seen(in AttentionShape shape, in ScoreTile tile, nint row) =>
        shape.IsCausal ? Math.Clamp(shape.FirstQuery + tile.Query + row + 1 - tile.Key, 0, tile.Keys) : tile.Keys;

    /// <summary>
    /// Makes scores of a row of products, with −∞ behind the last key up to whole vectors; the largest in each lane.
    /// </summary>
    public static F Finish(in AttentionProblem<T> problem, in ScoreTile tile, nint row, T* scores)
    {
        ref readonly var shape = ref problem.Shape;
        var seen = Seen(shape, tile, row);
        var (scale, none, fill) = (F.Constant(shape.Scale), F.Constant(double.NegativeInfinity), F.Constant(shape.Fill));
        var isPlain = !problem.Bias.Exists && !problem.Mask.Exists;
        var largest = none;
        nint key = 0;
        for (; isPlain && key + F.Count <= seen; key += F.Count)
        {
            var score = F.Load(scores + key) * scale;
            score.Store(scores + key);
            largest = F.Select(F.Greater(score, largest), score, largest);
        }

        for (; key < tile.Keys; key += F.Count)
        {
            var score = fill;
            if (key < seen)
            {
                score = F.Load(scores + key) * scale;
                if (problem.Bias.Exists)
                {
                    var bias = problem.Bias.At(tile.Sequence, tile.Head, tile.Query + row, tile.Key + key);
                    score += F.LoadStrided(bias, problem.Bias.Key, Math.Min(F.Count, tile.Keys - key));
                }

                if (problem.Mask.Exists)
                    score = F.Select(Shown(problem, tile, row, key), score, fill);
                if (key + F.Count > seen)
                    score = F.Select(I.FirstLanes(seen - key), score, fill);
            }

            if (key + F.Count > tile.Keys)
                score = F.Select(I.FirstLanes(tile.Keys - key), score, none);
            score.Store(scores + key);
            largest = F.Select(F.Greater(score, largest), score, largest);
        }

        return largest;
    }

    /// <summary>The lanes that the mask does not hide.</summary>
    public static I Shown(in AttentionProblem<T> problem, in ScoreTile tile, nint row, nint key)
    {
        var count = Math.Min(F.Count, tile.Keys - key);
        var mask = problem.Mask.At(tile.Sequence, tile.Head, tile.Query + row, tile.Key + key);
        if (problem.Mask.Key == 1)
            return I.LoadMaskPartial(mask, count);
        var lanes = stackalloc byte[64];
        for (nint lane = 0; lane < count; lane++)
            lanes[lane] = mask[lane * problem.Mask.Key];
        return I.LoadMaskPartial(lanes, count);
    }
}
