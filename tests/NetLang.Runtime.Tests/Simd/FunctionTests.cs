using NetLang.Runtime.Simd;
using Xunit;

namespace NetLang.Runtime.Tests.Simd;

/// <summary>
/// Functions against exact values (functions.csv, which functions.py writes) and at special arguments.
/// </summary>
[Trait("Category", "Numeric")]
public class FunctionTests
{
    // The stated errors, in units in the last place.
    private static readonly Dictionary<string, double> MaxError = new()
    {
        ["exp"] = 1,
        ["expm1"] = 2,
        ["log"] = 1,
        ["log1p"] = 2,
        ["tanh"] = 2,
        ["sigmoid"] = 2,
        ["erf"] = 1.5,
        ["sin"] = 1,
        ["cos"] = 1,
        ["pow"] = 1,
    };

    private const double Inf = double.PositiveInfinity;

    public static TheoryData<string> Functions() => [.. MaxError.Keys];

    [Theory]
    [MemberData(nameof(Functions))]
    public void ErrorsAreAsStated(string function)
    {
        var allowed = MaxError[function];
        double worst = 0;
        foreach (var value in ExactValue.Of(function))
        {
            foreach (var actual in value.IsSingle
                ? AllWidths32(function, (float)value.X, (float)value.Y).Select(result => (double)result)
                : AllWidths64(function, value.X, value.Y))
            {
                var error = value.ErrorOf(actual);
                worst = Math.Max(worst, error);
                Assert.True(error <= allowed, $"{value} = {actual:R}, off by {error} units");
            }
        }

        Assert.InRange(worst, 0.4, allowed);
    }

    [Theory]
    [InlineData("exp", double.NaN, double.NaN)]
    [InlineData("exp", Inf, Inf)]
    [InlineData("exp", -Inf, 0.0)]
    [InlineData("exp", 1e4, Inf)]
    [InlineData("exp", -1e4, 0.0)]
    [InlineData("exp", -0.0, 1.0)]
    [InlineData("expm1", double.NaN, double.NaN)]
    [InlineData("expm1", Inf, Inf)]
    [InlineData("expm1", -Inf, -1.0)]
    [InlineData("expm1", -0.0, -0.0)]
    [InlineData("expm1", 1e-40, 1e-40)]
    [InlineData("log", double.NaN, double.NaN)]
    [InlineData("log", Inf, Inf)]
    [InlineData("log", -1.0, double.NaN)]
    [InlineData("log", -Inf, double.NaN)]
    [InlineData("log", -0.0, -Inf)]
    [InlineData("log", 1.0, 0.0)]
    [InlineData("log1p", double.NaN, double.NaN)]
    [InlineData("log1p", Inf, Inf)]
    [InlineData("log1p", -1.0, -Inf)]
    [InlineData("log1p", -2.0, double.NaN)]
    [InlineData("log1p", -0.0, -0.0)]
    [InlineData("tanh", double.NaN, double.NaN)]
    [InlineData("tanh", Inf, 1.0)]
    [InlineData("tanh", -Inf, -1.0)]
    [InlineData("tanh", -0.0, -0.0)]
    [InlineData("sigmoid", double.NaN, double.NaN)]
    [InlineData("sigmoid", Inf, 1.0)]
    [InlineData("sigmoid", -Inf, 0.0)]
    [InlineData("sigmoid", 0.0, 0.5)]
    [InlineData("erf", double.NaN, double.NaN)]
    [InlineData("erf", Inf, 1.0)]
    [InlineData("erf", -Inf, -1.0)]
    [InlineData("erf", -0.0, -0.0)]
    [InlineData("sin", double.NaN, double.NaN)]
    [InlineData("sin", Inf, double.NaN)]
    [InlineData("sin", -0.0, -0.0)]
    [InlineData("cos", double.NaN, double.NaN)]
    [InlineData("cos", -Inf, double.NaN)]
    [InlineData("cos", 0.0, 1.0)]
    public void SpecialArguments(string function, double x, double expected) => CheckSpecial(function, x, 0, expected);

    // C99, F.9.4.4.
    [Theory]
    [InlineData(2.0, 0.0, 1.0)]
    [InlineData(double.NaN, 0.0, 1.0)]
    [InlineData(1.0, double.NaN, 1.0)]
    [InlineData(1.0, Inf, 1.0)]
    [InlineData(-1.0, Inf, 1.0)]
    [InlineData(-1.0, -Inf, 1.0)]
    [InlineData(double.NaN, 1.0, double.NaN)]
    [InlineData(2.0, double.NaN, double.NaN)]
    [InlineData(-2.0, 0.5, double.NaN)]
    [InlineData(-2.0, 3.0, -8.0)]
    [InlineData(-2.0, 2.0, 4.0)]
    [InlineData(-2.0, -1.0, -0.5)]
    [InlineData(0.0, -3.0, Inf)]
    [InlineData(-0.0, -3.0, -Inf)]
    [InlineData(-0.0, -2.0, Inf)]
    [InlineData(-0.0, -0.5, Inf)]
    [InlineData(-0.0, 3.0, -0.0)]
    [InlineData(-0.0, 2.0, 0.0)]
    [InlineData(0.0, Inf, 0.0)]
    [InlineData(0.0, -Inf, Inf)]
    [InlineData(0.5, Inf, 0.0)]
    [InlineData(2.0, Inf, Inf)]
    [InlineData(2.0, -Inf, 0.0)]
    [InlineData(Inf, 2.0, Inf)]
    [InlineData(Inf, -2.0, 0.0)]
    [InlineData(-Inf, 3.0, -Inf)]
    [InlineData(-Inf, 2.0, Inf)]
    [InlineData(-Inf, 0.5, Inf)]
    [InlineData(-Inf, -3.0, -0.0)]
    [InlineData(3.0, 1e6, Inf)]
    [InlineData(3.0, -1e6, 0.0)]
    [InlineData(-3.0, 1e30, Inf)]
    [InlineData(4.0, 0.5, 2.0)]
    [InlineData(10.0, 2.0, 100.0)]
    public void SpecialPowers(double x, double y, double expected) => CheckSpecial("pow", x, y, expected);

    private static void CheckSpecial(string function, double x, double y, double expected)
    {
        Assert.All(
            AllWidths32(function, (float)x, (float)y),
            actual => Assert.Equal(Canonical((float)expected), Canonical(actual)));
        Assert.All(AllWidths64(function, x, y), actual => Assert.Equal(Canonical(expected), Canonical(actual)));
    }

    /// <summary>Bits, for −0 differs from 0; but all NaNs are equal.</summary>
    private static long Canonical(double value) =>
        BitConverter.DoubleToInt64Bits(double.IsNaN(value) ? double.NaN : value);

    private static float[] AllWidths32(string function, float x, float y) =>
    [
        Apply<F32x16, float, I32x16>(function, x, y), Apply<F32x8, float, I32x8>(function, x, y),
        Apply<F32x4, float, I32x4>(function, x, y),
    ];

    private static double[] AllWidths64(string function, double x, double y) =>
    [
        Apply<F64x8, double, I64x8>(function, x, y), Apply<F64x4, double, I64x4>(function, x, y),
        Apply<F64x2, double, I64x2>(function, x, y),
    ];

    /// <summary>The argument stands in one lane; others must not disturb it.</summary>
    private static T Apply<F, T, I>(string function, T x, T y)
        where F : struct, IFloatVector<F, T, I>
        where T : unmanaged
        where I : struct
    {
        var lane = F.Count - 1;
        var others = F.Constant(1e30);
        var mask = F.Equal(F.Abs(F.Constant(lane) - LaneNumbers<F, T, I>()), F.Zero);
        var (a, b) = (F.Select(mask, F.Create(x), others), F.Select(mask, F.Create(y), F.Constant(3)));
        return (function switch
        {
            "exp" => F.Exp(a),
            "expm1" => F.Expm1(a),
            "log" => F.Log(a),
            "log1p" => F.Log1p(a),
            "tanh" => F.Tanh(a),
            "sigmoid" => F.Sigmoid(a),
            "erf" => F.Erf(a),
            "sin" => F.Sin(a),
            "cos" => F.Cos(a),
            _ => F.Pow(a, b),
        })[lane];
    }

    private static F LaneNumbers<F, T, I>()
        where F : struct, IFloatVector<F, T, I>
        where T : unmanaged
        where I : struct => F.Sequence(default);
}
