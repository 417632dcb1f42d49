using System;
using NetLang.Runtime.Numerics;
using Xunit;

namespace NetLang.Gpu.Tests.Runtime;

/// <summary>Functions of kernels against those of the reference, in both widths.</summary>
public sealed class GpuMathTests
{
    private static readonly double[] Points =
    [
        -1e30, -90, -20.5, -3.5, -2.5, -1.75, -1, -0.999, -0.5, -0.3, -1e-6, -1e-30, 0,
        1e-30, 1e-6, 0.3, 0.5, 0.999, 1, 1.5, 2.5, 3.75, 5.9, 6.1, 20.5, 80, 1e30,
        double.NaN, double.PositiveInfinity, double.NegativeInfinity,
    ];

    public static TheoryData<string> Functions =>
    [
        "Abs", "Sign", "Exp", "Log", "Log1p", "Expm1", "Sqrt", "Sin", "Cos", "Tanh", "Sigmoid", "Erf",
        "Floor", "Ceiling", "Round",
    ];

    [Theory]
    [MemberData(nameof(Functions))]
    public void Functions_of_one_operand(string name)
    {
        var single = typeof(GpuMath).GetMethod(name, [typeof(float)])!.CreateDelegate<Func<float, float>>();
        var full = typeof(GpuMath).GetMethod(name, [typeof(double)])!.CreateDelegate<Func<double, double>>();
        var reference = Reference(name);
        foreach (var x in Points)
        {
            Near(reference(x), full(x), 1e-14, $"{name} of {x}");
            if (Math.Abs(x) < 1e6 || name is not ("Sin" or "Cos"))
                Near((float)reference((float)x), single((float)x), 1e-6, $"{name} of {x} in f32");
        }
    }

    [Fact]
    public void Functions_of_two_operands()
    {
        foreach (var x in Points)
        {
            foreach (var y in Points)
            {
                Near(Math.Max(x, y), GpuMath.Max(x, y), 0, $"max {x} {y}");
                Near(Math.Min(x, y), GpuMath.Min(x, y), 0, $"min {x} {y}");
                Near(Math.Max((float)x, (float)y), GpuMath.Max((float)x, (float)y), 0, $"max {x} {y} in f32");
                Near(Math.Min((float)x, (float)y), GpuMath.Min((float)x, (float)y), 0, $"min {x} {y} in f32");
                Near(HostMath.Mod(x, y), GpuMath.Mod(x, y), 0, $"mod {x} {y}");
                Near(Math.Pow(x, y), GpuMath.Pow(x, y), 1e-13, $"{x} to the {y}");
                Near(MathF.Pow((float)x, (float)y), GpuMath.Pow((float)x, (float)y), 1e-5, $"{x} to the {y} in f32");
            }
        }
    }

    [Theory]
    [InlineData(7, 2, 3, 1)]
    [InlineData(-7, 2, -4, 1)]
    [InlineData(7, -2, -4, -1)]
    [InlineData(-7, -2, 3, -1)]
    [InlineData(7, 0, 0, 7)]
    [InlineData(int.MinValue, -1, int.MinValue, 0)]
    public void Integers_divide_to_the_floor(int a, int b, int quotient, int rest)
    {
        Assert.Equal(quotient, GpuMath.FloorDivide(a, b));
        Assert.Equal(rest, GpuMath.Mod(a, b));
        if (a != int.MinValue)
            Assert.Equal(quotient, GpuMath.FloorDivide((long)a, b));
    }

    [Theory]
    [InlineData(double.NaN, 0, 0L, 0)]
    [InlineData(1e30, int.MaxValue, long.MaxValue, 255)]
    [InlineData(-1e30, int.MinValue, long.MinValue, 0)]
    [InlineData(2.9, 2, 2L, 2)]
    [InlineData(-2.9, -2, -2L, 0)]
    public void Conversions_truncate_and_saturate(double x, int i32, long i64, int u8)
    {
        Assert.Equal((i32, i64, u8), (GpuMath.ToI32(x), GpuMath.ToI64(x), GpuMath.ToU8(x)));
        Assert.Equal((i32, i64, u8), (GpuMath.ToI32((float)x), GpuMath.ToI64((float)x), GpuMath.ToU8((float)x)));
    }

    private static Func<double, double> Reference(string name) => name switch
    {
        "Log1p" => HostMath.Log1p,
        "Expm1" => HostMath.Expm1,
        "Sigmoid" => HostMath.Sigmoid,
        "Erf" => HostMath.Erf,
        "Sign" => HostMath.Sign,
        "Round" => Math.Round,
        _ => typeof(Math).GetMethod(name, [typeof(double)])!.CreateDelegate<Func<double, double>>(),
    };

    private static void Near(double expected, double actual, double tolerance, string what)
    {
        var close = expected.Equals(actual)
            || Math.Abs(expected - actual) <= tolerance * Math.Max(1e-30, Math.Abs(expected));
        Assert.True(close, $"{what}: {expected} expected, {actual} came");
    }
}
