namespace NetLang.Runtime.Simd;

/// <summary>Bytes that lie apart, brought together so that vectors can load them, and spread again.</summary>
public static unsafe class LaneBytes
{
    /// <summary>Copies bytes that are a stride apart into consecutive ones.</summary>
    /// <returns><paramref name="lanes"/></returns>
    public static byte* Gather(byte* lanes, byte* source, nint stride, nint count)
    {
        for (nint lane = 0; lane < count; lane++)
            lanes[lane] = source[lane * stride];
        return lanes;
    }

    /// <summary>Copies consecutive bytes to places that are a stride apart.</summary>
    public static void Scatter(byte* lanes, byte* destination, nint stride, nint count)
    {
        for (nint lane = 0; lane < count; lane++)
            destination[lane * stride] = lanes[lane];
    }
}
