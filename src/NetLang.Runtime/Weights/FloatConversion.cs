using System.Runtime.InteropServices;

namespace NetLang.Runtime.Weights;

/// <summary>
/// Conversion between float types as weights are loaded: to a wider type exactly, to a narrower one rounded.
/// </summary>
internal static class FloatConversion
{
    public static bool CanConvert(ElementType from, ElementType to) => from == to
        || (from.IsFloat() && to is ElementType.F32 or ElementType.F64);

    /// <param name="source">Elements of the type <paramref name="from"/>.</param>
    /// <param name="destination">Room for as many of the type <paramref name="to"/>.</param>
    public static void Convert(ReadOnlySpan<byte> source, ElementType from, Span<byte> destination, ElementType to)
    {
        if (to == ElementType.F32)
        {
            var singles = MemoryMarshal.Cast<byte, float>(destination);
            for (var index = 0; index < singles.Length; index++)
                singles[index] = (float)Element(source, from, index);
        }
        else
        {
            var doubles = MemoryMarshal.Cast<byte, double>(destination);
            for (var index = 0; index < doubles.Length; index++)
                doubles[index] = Element(source, from, index);
        }
    }

    private static double Element(ReadOnlySpan<byte> source, ElementType type, int index) => type switch
    {
        ElementType.F32 => MemoryMarshal.Cast<byte, float>(source)[index],
        ElementType.F64 => MemoryMarshal.Cast<byte, double>(source)[index],
        ElementType.F16 => (double)MemoryMarshal.Cast<byte, Half>(source)[index],
        _ => BitConverter.Int32BitsToSingle(MemoryMarshal.Cast<byte, ushort>(source)[index] << 16),
    };
}
