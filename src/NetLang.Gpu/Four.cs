namespace NetLang.Gpu;

/// <summary>Four neighbouring elements, which a lane loads, and stores, at once: devices have instructions for it.</summary>
internal readonly struct Four<T>(T a, T b, T c, T d)
    where T : unmanaged
{
    public readonly T A = a;
    public readonly T B = b;
    public readonly T C = c;
    public readonly T D = d;
}
