using NetLang.Runtime.LinearAlgebra;

namespace NetLang.Runtime.Attention;

/// <summary>What a thread keeps of a tile; what products need comes before it.</summary>
internal readonly unsafe struct AttentionScratch<T>(byte* scratch)
    where T : unmanaged
{
    private readonly T* first = (T*)(scratch + Gemm.ScratchBytes(AttentionShape.MaxKeys, GemmGrid.MaxDepth));

    /// <summary>For products.</summary>
    public byte* Products => scratch;

    /// <summary>Scores, then weights, of a tile's queries: rows of <see cref="AttentionShape.MaxKeys"/>.</summary>
    public T* Scores => first;

    /// <summary>Gradients of those.</summary>
    public T* Gradients => Scores + AttentionScratch.Scores;

    /// <summary>The largest score of each query so far.</summary>
    public T* Most => Gradients + AttentionScratch.Scores;

    /// <summary>The sum of each query's weights so far.</summary>
    public T* Sums => Most + AttentionShape.MaxQueries;

    /// <summary>log Σ e^score of each query, with room for a vector behind each.</summary>
    public T* LogSums => Sums + AttentionShape.MaxQueries;

    /// <summary>Results of a tile's queries.</summary>
    public T* Values => LogSums + (AttentionShape.MaxQueries * AttentionScratch.RowRoom);
}

internal static class AttentionScratch
{
    public const int Scores = AttentionShape.MaxQueries * AttentionShape.MaxKeys;

    /// <summary>Elements of a row that is padded for one vector, of either type.</summary>
    public const int RowRoom = 16;

    /// <summary>From a row of values to the next.</summary>
    public static nint Stride(nint width) => GemmGrid.CeilingDivide(width, RowRoom) * RowRoom;

    public static long Bytes(long width) =>
        sizeof(double) * ((2L * Scores) + (AttentionShape.MaxQueries * (2 + RowRoom + (width + RowRoom))));
}
