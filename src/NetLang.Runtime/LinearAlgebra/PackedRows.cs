using NetLang.Runtime.Simd;

namespace NetLang.Runtime.LinearAlgebra;

/// <summary>Rows of A as a tile reads them.</summary>
internal unsafe readonly struct LeftOperand<T>(T* first, nint row, nint column)
    where T : unmanaged
{
    /// <summary>The first element of a chunk.</summary>
    public T* First => first;

    /// <summary>From a row to the next.</summary>
    public nint Row => row;

    /// <summary>From a column to the next.</summary>
    public nint Column => column;
}

/// <summary>
/// Where A is the transpose of a wide matrix, as in gradients of weights, each step along k is in another page of memory, and
/// few lines of the first cache have room for such. Then a tile's rows of a chunk are copied side by side.
/// </summary>
internal static unsafe class PackedRows
{
    /// <summary>Bytes of a tile's rows of a chunk, of either type.</summary>
    public const int Bytes = GemmGrid.MaxRows * MaxDepth * sizeof(double);

    private const int MaxDepth = 256;

    /// <summary>A step along k from which on copying costs less.</summary>
    private const nint MinStepBytes = 1024;

    /// <summary>Rows, and columns that they are multiplied by, at least: else copying costs more.</summary>
    private const nint MinExtent = 16;

    /// <summary>
    /// In how many chunks to go through k: whether or not a tile is worth copying for, so that an element has the same bits in
    /// any tile.
    /// </summary>
    public static nint Chunks<T>(in GemmProblem<T> problem)
        where T : unmanaged => AreFarApart(problem)
            ? GemmGrid.CeilingDivide(problem.K, MaxDepth)
            : GemmGrid.Chunks(problem.K, problem.AColumn * sizeof(T));

    public static bool Suits<T>(in GemmProblem<T> problem, in GemmTile tile)
        where T : unmanaged => AreFarApart(problem) && tile.Rows >= MinExtent && tile.Columns >= MinExtent;

    /// <param name="packed">Room for as many elements as <see cref="Bytes"/> says.</param>
    public static LeftOperand<T> Pack<F, T, I>(in LeftOperand<T> a, nint rows, nint depth, T* packed)
        where F : unmanaged, IFloatVector<F, T, I>
        where T : unmanaged
        where I : struct
    {
        var padded = GemmGrid.CeilingDivide(rows, F.Count) * F.Count;
        GemmPacking<F, T, I>.Pack(a.First, a.Column, 1, depth, rows, packed, padded);
        return new(packed, 1, padded);
    }

    private static bool AreFarApart<T>(in GemmProblem<T> problem)
        where T : unmanaged => problem.ARow == 1 && problem.AColumn * sizeof(T) >= MinStepBytes && problem.K >= MaxDepth / 2;
}
