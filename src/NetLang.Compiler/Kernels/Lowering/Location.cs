using NetLang.Compiler.IR;

namespace NetLang.Compiler.Kernels.Lowering;

/// <summary>Where a tensor lies: its elements follow each other in a buffer, from an offset in elements.</summary>
internal readonly record struct Location(int Buffer, Dim Offset)
{
    /// <summary>While it is not decided yet where nodes lie: a buffer for each.</summary>
    public static Location Unassigned(Node node) => new(node.Id, Dim.Zero);

    /// <summary>An element of the tensor as one of the buffer.</summary>
    public IndexMap At(IndexMap map) => map with { Offset = map.Offset + Offset };
}
