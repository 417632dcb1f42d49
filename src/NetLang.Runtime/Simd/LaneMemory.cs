namespace NetLang.Runtime.Simd;

/// <summary>Lane-by-lane access for what the hardware at hand has no instruction for.</summary>
internal static unsafe class LaneMemory
{
    public static TVector Load<TVector, T>(T* source, nint stride, nint count)
        where TVector : unmanaged
        where T : unmanaged
    {
        var vector = default(TVector);
        var lanes = (T*)&vector;
        count = Math.Min(count, sizeof(TVector) / sizeof(T));
        for (nint lane = 0; lane < count; lane++)
            lanes[lane] = source[lane * stride];
        return vector;
    }

    public static void Store<TVector, T>(TVector vector, T* destination, nint stride, nint count)
        where TVector : unmanaged
        where T : unmanaged
    {
        var lanes = (T*)&vector;
        count = Math.Min(count, sizeof(TVector) / sizeof(T));
        for (nint lane = 0; lane < count; lane++)
            destination[lane * stride] = lanes[lane];
    }
}
