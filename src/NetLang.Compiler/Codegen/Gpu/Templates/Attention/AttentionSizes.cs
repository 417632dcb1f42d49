using NetLang.Compiler.IR;
using NetLang.Gpu;
using NetLang.Runtime;

namespace NetLang.Compiler.Codegen.Gpu.Templates;

/// <summary>
/// How an attention is cut into tiles of scores. Their rows and columns follow from the type alone, so that shared memory
/// has room for any depth; a lane holds its results in variables, of which more would not fit into registers.
/// </summary>
internal sealed record AttentionSizes(ElementType Type)
{
    /// <summary>Rows of a tile of which a lane has elements.</summary>
    public const int OwnRows = 4;

    /// <summary>Steps along k that parts of queries and keys reach at most.</summary>
    private const int Depth = 16;

    private const int MaxOwnWidth = 8;

    /// <summary>Columns of a tile of scores of which a lane has elements: half as many numbers where these are twice as long.</summary>
    public int OwnColumns => 16 / Type.Size();

    /// <summary>Elements of a tile of scores; with one more in each column, neighbours in a row lie in different banks.</summary>
    public int Scores => OwnColumns * GpuLimits.TileLanes * ((OwnRows * GpuLimits.TileLanes) + 1);

    /// <summary>Elements of a part of the left operand; and of what lanes say about their rows.</summary>
    public static int Left => Depth * ((OwnRows * GpuLimits.TileLanes) + 1);

    public int Right => Depth * ((OwnColumns * GpuLimits.TileLanes) + 1);

    /// <summary>Elements of what is kept of each row.</summary>
    public static int Rows => OwnRows * GpuLimits.TileLanes;

    /// <summary>Bytes of shared memory.</summary>
    /// <param name="perRow">Numbers that are kept of each row.</param>
    public int Bytes(int perRow) => Type.Size() * (Scores + Left + Right + (perRow * Rows));

    /// <summary>Groups that share the columns of results, where they are of full size.</summary>
    /// <param name="width">Columns of results.</param>
    public static long Pieces(long width) => Quotient(width, MaxOwnWidth * GpuLimits.TileLanes);

    /// <summary>Columns of results of which a lane has elements: pieces are as equal as can be.</summary>
    public static int OwnWidth(long width) => (int)Quotient(width, Pieces(width) * GpuLimits.TileLanes);

    /// <summary>Tiles of rows, where groups are of full size.</summary>
    public static Dim Tiles(Dim rows) => Dim.FloorDivide(rows + (Rows - 1), Rows);

    /// <summary>Steps along k in a part where all of k is known: it may be short.</summary>
    public static int Steps(long depth) => (int)Math.Min(depth, Depth);

    /// <summary>Rows of keys, values or queries in a part whose columns are results': as much as is left of the memory.</summary>
    public int PartRows(int ownWidth) => Depth * OwnColumns / ownWidth;

    private static long Quotient(long count, long size) => (count + size - 1) / size;
}
