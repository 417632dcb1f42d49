using NetLang.Compiler.IR;
using NetLang.Runtime.Execution;

namespace NetLang.Compiler.Codegen.Cpu.Templates;

/// <summary>
/// How work is cut into tiles: a function of shape alone, so that results do not depend on the number of threads.
/// </summary>
/// <param name="Items">What is divided: rows, columns or elements.</param>
/// <param name="Weight">The work of an item, as a number of elements that are only read and stored.</param>
/// <param name="Granule">A tile is a multiple of this many items.</param>
internal sealed record Tiling(Dim Items, Dim Weight, long Granule)
{
    /// <summary>Whether each tile leaves a result, so that there must not be more tiles than there is room for.</summary>
    public bool IsChunked { get; init; }

    /// <summary>The number of the tile, as code.</summary>
    public CsCode Number { get; init; } = CsCode.Of($"tile");

    /// <summary>Items a tile, as code.</summary>
    public CsCode PerTile(Func<Dim, CsCode> dim) => IsChunked
        ? CsCode.Of($"TileGrid.ItemsPerChunk({dim(Items)}, {dim(Weight)}, {Granule})")
        : Weight.IsConstant
        ? CsCode.Of($"{TileGrid.ItemsPerTile(Weight.ConstantValue, Granule)}L")
        : CsCode.Of($"TileGrid.ItemsPerTile({dim(Weight)}, {Granule})");

    public static Tiling Elements(Dim extent) => new(extent, Dim.One, 64);

    public static Tiling Rows(Dim rows, Dim width) => new(rows, width, 1);
}
