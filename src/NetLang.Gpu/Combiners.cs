namespace NetLang.Gpu;

using ILGPU;

/// <summary>How two values become one.</summary>
internal interface ICombiner<T>
{
    static abstract T Combine(T left, T right);
}

internal readonly struct Sum : ICombiner<float>, ICombiner<double>, ICombiner<int>, ICombiner<long>
{
    public static float Combine(float left, float right) => left + right;

    public static double Combine(double left, double right) => left + right;

    public static int Combine(int left, int right) => left + right;

    public static long Combine(long left, long right) => left + right;
}

internal readonly struct Product : ICombiner<float>, ICombiner<double>, ICombiner<int>, ICombiner<long>
{
    public static float Combine(float left, float right) => left * right;

    public static double Combine(double left, double right) => left * right;

    public static int Combine(int left, int right) => left * right;

    public static long Combine(long left, long right) => left * right;
}

/// <summary>NaN if either is.</summary>
internal readonly struct Max : ICombiner<float>, ICombiner<double>, ICombiner<int>, ICombiner<long>
{
    public static float Combine(float left, float right) => GpuMath.Max(left, right);

    public static double Combine(double left, double right) => GpuMath.Max(left, right);

    public static int Combine(int left, int right) => GpuMath.Max(left, right);

    public static long Combine(long left, long right) => GpuMath.Max(left, right);
}

/// <summary>NaN if either is.</summary>
internal readonly struct Min : ICombiner<float>, ICombiner<double>, ICombiner<int>, ICombiner<long>
{
    public static float Combine(float left, float right) => GpuMath.Min(left, right);

    public static double Combine(double left, double right) => GpuMath.Min(left, right);

    public static int Combine(int left, int right) => GpuMath.Min(left, right);

    public static long Combine(long left, long right) => GpuMath.Min(left, right);
}

/// <summary>Combines a value of each lane of a group.</summary>
internal static class GroupReduce
{
    /// <summary>The result, for all lanes: a tree whose order follows from the group's size, a power of two.</summary>
    /// <param name="shared">Room for a value of each lane; free again when the call returns.</param>
    public static T All<T, TCombiner>(ArrayView<T> shared, T value)
        where T : unmanaged
        where TCombiner : struct, ICombiner<T>
    {
        var lane = Group.IdxX;
        shared[lane] = value;
        Group.Barrier();
        for (var half = Group.DimX / 2; half > 0; half /= 2)
        {
            if (lane < half)
                shared[lane] = TCombiner.Combine(shared[lane], shared[lane + half]);
            Group.Barrier();
        }

        var result = shared[0];
        Group.Barrier();
        return result;
    }
}
