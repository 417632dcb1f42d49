namespace NetLang.Gpu;

/// <summary>How two values become one.</summary>
internal interface ICombiner<T>
{
    static abstract T Combine(T left, T right);
}

internal readonly struct Sum : ICombiner<float>, ICombiner<double>, ICombiner<int>, ICombiner<long>
{
    public static float Combine(float left, float right) => left + right;

    public static double Combine(double left, double right) => left + right;

    public static int Combine(int left, int right) => GpuInteger.Add(left, right);

    public static long Combine(long left, long right) => GpuInteger.Add(left, right);
}

internal readonly struct Product : ICombiner<float>, ICombiner<double>, ICombiner<int>, ICombiner<long>
{
    public static float Combine(float left, float right) => left * right;

    public static double Combine(double left, double right) => left * right;

    public static int Combine(int left, int right) => GpuInteger.Multiply(left, right);

    public static long Combine(long left, long right) => GpuInteger.Multiply(left, right);
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
