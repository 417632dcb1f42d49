using NetLang.Runtime.Simd;

namespace NetLang.Runtime.LinearAlgebra;

/// <summary>How many vectors a panel of columns has.</summary>
internal static class Vectors<F, T, I>
    where F : unmanaged, IFloatVector<F, T, I>
    where T : unmanaged
    where I : struct
{
    /// <summary>
    /// Vectors of the next panel of columns: at most as many as the columns begin, so that none is computed for nothing.
    /// </summary>
    /// <param name="few">Whether there are so few rows that a micro-kernel with four vectors takes all.</param>
    public static int From(nint columns, bool few) => few && columns > 3 * F.Count ? 4 : columns > F.Count ? 2 : 1;
}
