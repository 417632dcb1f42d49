using NetLang.Runtime.Numerics;
using NetLang.Runtime.Tests.Simd;
using Xunit;

namespace NetLang.Runtime.Tests.Numerics;

[Trait("Category", "Numeric")]
public class HostMathTests
{
    private const double Inf = double.PositiveInfinity;

    [Theory]
    [InlineData("log1p", 4)]
    [InlineData("expm1", 4)]
    [InlineData("sigmoid", 4)]
    [InlineData("erf", 8)]
    public void Errors_are_a_few_units_in_the_last_place(string function, double allowed)
    {
        var values = ExactValue.Of(function).Where(value => !value.IsSingle).ToList();
        Assert.NotEmpty(values);
        Assert.All(values, value => Assert.True(
            value.ErrorOf(Apply(function, value.X)) <= allowed,
            $"{value} = {Apply(function, value.X):R}, off by {value.ErrorOf(Apply(function, value.X))}"));
    }

    [Theory]
    [InlineData("log1p", -1.0, -Inf)]
    [InlineData("log1p", -2.0, double.NaN)]
    [InlineData("log1p", Inf, Inf)]
    [InlineData("expm1", -Inf, -1.0)]
    [InlineData("expm1", Inf, Inf)]
    [InlineData("sigmoid", -Inf, 0.0)]
    [InlineData("sigmoid", Inf, 1.0)]
    [InlineData("erf", -Inf, -1.0)]
    [InlineData("erf", 0.0, 0.0)]
    [InlineData("erf", 30.0, 1.0)]
    [InlineData("sign", -3.0, -1.0)]
    [InlineData("sign", 0.0, 0.0)]
    public void Special_arguments(string function, double x, double expected)
    {
        Assert.Equal(expected, Apply(function, x));
        Assert.Equal(double.NaN, Apply(function, double.NaN));
    }

    [Theory]
    [InlineData(7, 3, 1)]
    [InlineData(-7, 3, 2)]
    [InlineData(7, -3, -2)]
    [InlineData(-7.5, 2, 0.5)]
    public void The_remainder_has_the_sign_of_the_divisor(double x, double y, double expected) =>
        Assert.Equal(expected, HostMath.Mod(x, y));

    private static double Apply(string function, double x) => function switch
    {
        "log1p" => HostMath.Log1p(x),
        "expm1" => HostMath.Expm1(x),
        "sigmoid" => HostMath.Sigmoid(x),
        "erf" => HostMath.Erf(x),
        _ => HostMath.Sign(x),
    };
}
