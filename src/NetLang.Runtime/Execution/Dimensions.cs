namespace NetLang.Runtime.Execution;

/// <summary>Arithmetic of dimensions in emitted code.</summary>
public static class Dimensions
{
    /// <summary>⌊a / b⌋</summary>
    public static long FloorDivide(long a, long b)
    {
        var quotient = a / b;
        return (a % b != 0) && ((a < 0) != (b < 0)) ? quotient - 1 : quotient;
    }

    /// <summary>
    /// Bytes that a slot of the arena takes: whole cache lines, and one vector of padding, so that a load past the end
    /// of the last row stays inside.
    /// </summary>
    /// <exception cref="OverflowException">It does not fit 64 bits.</exception>
    public static long SlotBytes(long bytes) => checked(((bytes + 63) / 64 * 64) + 64);
}
