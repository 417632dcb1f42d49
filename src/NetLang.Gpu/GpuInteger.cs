namespace NetLang.Gpu;

/// <summary>
/// Arithmetic of integers that wraps around on every device. ILGPU makes signed C of it for OpenCL, whatever C# says, and
/// there a compiler may take for granted that nothing overflows. So nothing does: an <c>int</c> is computed as a
/// <c>long</c>, and a <c>long</c> in halves.
/// </summary>
internal static class GpuInteger
{
    private const long Low = 0xFFFF_FFFF;

    public static int Add(int a, int b) => (int)((long)a + b);

    public static int Subtract(int a, int b) => (int)((long)a - b);

    public static int Multiply(int a, int b) => (int)((long)a * b);

    public static int Negate(int a) => (int)-(long)a;

    public static long Add(long a, long b) => OfHalves((a >> 32) + (b >> 32), (a & Low) + (b & Low));

    public static long Subtract(long a, long b) => OfHalves((a >> 32) - (b >> 32), (a & Low) - (b & Low));

    /// <summary>The one's lower half times two quarters of the other, and what of higher halves stays.</summary>
    public static long Multiply(long a, long b)
    {
        var low = a & Low;
        var first = low * (b & 0xFFFF);
        var second = low * ((b >> 16) & 0xFFFF);
        var high = ((low * (b >> 32)) & Low) + (((a >> 32) * (b & Low)) & Low);
        return OfHalves((first >> 32) + (second >> 16) + high, (first & Low) + ((second & 0xFFFF) << 16));
    }

    public static long Negate(long a) => Subtract(0, a);

    /// <param name="low">What of it is beyond 32 bits is carried.</param>
    private static long OfHalves(long high, long low) => ((high + (low >> 32)) << 32) | (low & Low);
}
