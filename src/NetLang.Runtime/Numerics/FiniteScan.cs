using System.Numerics;
using System.Runtime.InteropServices;

namespace NetLang.Runtime.Numerics;

/// <summary>Finds values that are NaN or infinite, at the speed of memory where there are none.</summary>
internal static class FiniteScan
{
    /// <summary>The place of the first such value, or -1.</summary>
    public static int IndexOfNotFinite<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var index = Vector<T>.IsSupported ? FiniteVectors(values) : 0; index < values.Length; index++)
        {
            if (!T.IsFinite(values[index]))
                return index;
        }

        return -1;
    }

    /// <summary>How many values whole vectors show to be finite: all that such vectors hold, or none.</summary>
    private static int FiniteVectors<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // x - x is 0 for finite numbers and NaN for all others, and NaN stays in a sum.
        var sums = Vector<T>.Zero;
        var vectors = MemoryMarshal.Cast<T, Vector<T>>(values);
        foreach (var vector in vectors)
            sums += vector - vector;
        return sums == Vector<T>.Zero ? vectors.Length * Vector<T>.Count : 0;
    }
}
