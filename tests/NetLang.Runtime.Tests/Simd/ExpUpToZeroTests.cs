using NetLang.Runtime.Simd;
using Xunit;

namespace NetLang.Runtime.Tests.Simd;

/// <summary>The exponential of numbers up to 0 is as exact as that of all, and 0 far below the normal numbers.</summary>
[Trait("Category", "Numeric")]
public sealed class ExpUpToZeroTests
{
    [Fact]
    public void Errors_are_below_one_unit()
    {
        for (var x = 0f; x > -87.3f; x = (x * 1.01f) - 0.001f)
        {
            var exact = Math.Exp(x);
            var unit = MathF.BitIncrement((float)exact) - (float)exact;
            Assert.InRange(Math.Abs(Of(x) - exact), 0, unit);
        }

        // The framework's own is of use up to a few units alone.
        for (var x = 0.0; x > -708; x = (x * 1.01) - 0.001)
            Assert.InRange(Math.Abs((Of(x) / Math.Exp(x)) - 1), 0, 1e-15);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(double.NegativeInfinity, 0)]
    [InlineData(-1e30, 0)]
    [InlineData(double.NaN, double.NaN)]
    public void Ends_are_exact(double x, double expected)
    {
        Assert.Equal(expected, Of(x));
        Assert.Equal(expected, Of((float)x));
    }

    /// <summary>2ⁿ is a normal number, and eʳ is 1/√2 at least.</summary>
    [Fact]
    public void Where_results_are_hardly_normal_they_are_0()
    {
        for (var x = -87f; x > -110; x -= 0.01f)
            Assert.True(Of(x) is 0 or >= 0.7f * 1.17549435e-38f);
        for (var x = -707.0; x > -760; x -= 0.01)
            Assert.True(Of(x) is 0 or >= 0.7 * 2.2250738585072014e-308);
    }

    private static float Of(float x) => ExpFunctions<F32x8, float, I32x8, int>.ExpUpToZero(F32x8.Create(x))[0];

    private static double Of(double x) => ExpFunctions<F64x4, double, I64x4, long>.ExpUpToZero(F64x4.Create(x))[0];
}
