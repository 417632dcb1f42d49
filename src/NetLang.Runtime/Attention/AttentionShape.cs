using NetLang.Runtime.LinearAlgebra;

namespace NetLang.Runtime.Attention;

/// <summary>The extents of an attention, and what becomes of its scores and weights.</summary>
public readonly struct AttentionShape
{
    /// <summary>Queries of a tile at most: causal ones leave out what lies behind the last of them.</summary>
    internal const int MaxQueries = 64;

    /// <summary>Keys that scores are computed of at a time: so these stay in the first cache, or next to it.</summary>
    internal const int MaxKeys = 128;

    /// <summary>A score to which adding the logarithm of a number of keys is rounding, if it is that or lower.</summary>
    public const double LosesLogarithms = -1e4;

    /// <summary>b.</summary>
    public nint Sequences { get; init; }

    /// <summary>t.</summary>
    public nint Queries { get; init; }

    /// <summary>s.</summary>
    public nint Keys { get; init; }

    /// <summary>h.</summary>
    public nint Heads { get; init; }

    /// <summary>g: each serves h / g heads of queries that lie side by side.</summary>
    public nint KeyHeads { get; init; }

    /// <summary>d.</summary>
    public nint Depth { get; init; }

    /// <summary>e.</summary>
    public nint Width { get; init; }

    /// <summary>What products are multiplied by.</summary>
    public double Scale { get; init; }

    /// <summary>Whether keys behind a query's place are hidden from it.</summary>
    public bool IsCausal { get; init; }

    /// <summary>The place of the first query among the keys.</summary>
    public nint FirstQuery { get; init; }

    /// <summary>
    /// The score of what is hidden: causality leaves it out, but for a query from which all is hidden, whose weights are equal.
    /// </summary>
    public double Fill { get; init; }

    /// <summary>Whether log Σ e^score is a result, too.</summary>
    public bool HasSums { get; init; }

    /// <summary>Weights whose uniform number is below it are dropped; 0 for none.</summary>
    public double DropRate { get; init; }

    /// <summary>What the others are multiplied by.</summary>
    public double KeepFactor { get; init; }

    /// <summary>The key of those numbers.</summary>
    public ulong DropKey { get; init; }

    /// <summary>Tiles of the forward direction: some queries of a head.</summary>
    public int TileCount => checked((int)(Sequences * Heads * QueryTiles));

    /// <summary>Tiles of the gradients: a head of keys, with all heads of queries that ask it.</summary>
    public int GradientTileCount => checked((int)(Sequences * KeyHeads));

    internal nint QueryTiles => GemmGrid.CeilingDivide(Queries, MaxQueries);

    /// <summary>The first key behind those that the queries before one see.</summary>
    internal nint KeysBefore(nint query) => IsCausal ? Math.Min(FirstQuery + query, Keys) : Keys;

    /// <summary>Bytes of scratch that a thread needs, for any length of sequences.</summary>
    /// <param name="width">e.</param>
    public static long ScratchBytes(long width) =>
        Gemm.ScratchBytes(MaxKeys, GemmGrid.MaxDepth) + AttentionScratch.Bytes(width);
}
