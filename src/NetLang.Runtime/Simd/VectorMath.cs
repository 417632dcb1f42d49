namespace NetLang.Runtime.Simd;

/// <summary>Elementary functions over vectors of any width.</summary>
internal static unsafe class VectorMath
{
    public static F Exp<F, T, I>(F x) where F : unmanaged, IFloatVector<F, T, I> where T : unmanaged where I : struct => Lanes<F, T>(x, &Math.Exp);
    public static F Expm1<F, T, I>(F x) where F : unmanaged, IFloatVector<F, T, I> where T : unmanaged where I : struct => Lanes<F, T>(x, &ScalarExpm1);
    public static F Log<F, T, I>(F x) where F : unmanaged, IFloatVector<F, T, I> where T : unmanaged where I : struct => Lanes<F, T>(x, &Math.Log);
    public static F Log1p<F, T, I>(F x) where F : unmanaged, IFloatVector<F, T, I> where T : unmanaged where I : struct => Lanes<F, T>(x, &ScalarLog1p);
    public static F Tanh<F, T, I>(F x) where F : unmanaged, IFloatVector<F, T, I> where T : unmanaged where I : struct => Lanes<F, T>(x, &Math.Tanh);
    public static F Sigmoid<F, T, I>(F x) where F : unmanaged, IFloatVector<F, T, I> where T : unmanaged where I : struct => F.Constant(1) / (F.Constant(1) + Exp<F, T, I>(-x));
    public static F Erf<F, T, I>(F x) where F : unmanaged, IFloatVector<F, T, I> where T : unmanaged where I : struct => x;
    public static F Sin<F, T, I>(F x) where F : unmanaged, IFloatVector<F, T, I> where T : unmanaged where I : struct => Lanes<F, T>(x, &Math.Sin);
    public static F Cos<F, T, I>(F x) where F : unmanaged, IFloatVector<F, T, I> where T : unmanaged where I : struct => Lanes<F, T>(x, &Math.Cos);

    public static F Pow<F, T, I>(F x, F y) where F : unmanaged, IFloatVector<F, T, I> where T : unmanaged where I : struct
    {
        for (var i = 0; i < F.Count; i++)
        {
            if (typeof(T) == typeof(float))
                ((float*)&x)[i] = MathF.Pow(((float*)&x)[i], ((float*)&y)[i]);
            else
                ((double*)&x)[i] = Math.Pow(((double*)&x)[i], ((double*)&y)[i]);
        }

        return x;
    }

    private static double ScalarExpm1(double x) => Math.Exp(x) - 1;

    private static double ScalarLog1p(double x) => Math.Log(1 + x);

    private static F Lanes<F, T>(F x, delegate*<double, double> function) where F : unmanaged where T : unmanaged
    {
        for (var i = 0; i < sizeof(F) / sizeof(T); i++)
        {
            if (typeof(T) == typeof(float))
                ((float*)&x)[i] = (float)function(((float*)&x)[i]);
            else
                ((double*)&x)[i] = function(((double*)&x)[i]);
        }

        return x;
    }
}
