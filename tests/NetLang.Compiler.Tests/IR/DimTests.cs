using FsCheck;
using FsCheck.Fluent;
using NetLang.Compiler.IR;
using Xunit;

namespace NetLang.Compiler.Tests.IR;

/// <summary>The normal form of dimensions: equal polynomials are equal values, and arithmetic means what it computes.</summary>
public class DimTests
{
    private static readonly Dim H = Dim.Symbol("H");
    private static readonly Dim N = Dim.Symbol("N");
    private static readonly Dim T = Dim.Symbol("T");

    public static TheoryData<Dim, Dim> EqualPairs => new()
    {
        { (N + T) * (N - T), (N * N) - (T * T) },
        { N * (T + 1), (T * N) + N },
        { N + T - N, T },
        { Dim.FloorDivide(6 * N * T, 2 * N), 3 * T },
        { Dim.FloorDivide((4 * N) + 2, 2), (2 * N) + 1 },
        { Dim.FloorDivide(N + T, T + N), 1 },
        { Dim.Remainder(4 * N, 2), 0 },
        { Dim.FloorDivide(N, 2) * T, T * Dim.FloorDivide(N, 2) },
        { Dim.FloorDivide(-7, 2), -4 },
        { Dim.Remainder(-7, 2), 1 },
        { Dim.FloorDivide((4 * N) + 3, 2), (2 * N) + 1 },
        { Dim.FloorDivide((3 * N) + 5, 2), N + 2 + Dim.FloorDivide(N + 1, 2) },
        { Dim.FloorDivide(N - 1, 2) + 1, Dim.FloorDivide(N + 1, 2) },
        { Dim.FloorDivide((N * T) + H, N), T + Dim.FloorDivide(H, N) },
        { Dim.FloorDivide((2 * N) + 1, 4), Dim.FloorDivide(N, 2) },
        { Dim.FloorDivide(2 * N, 2 * T), Dim.FloorDivide(N, T) },
        { Dim.FloorDivide(N * T, N * H), Dim.FloorDivide(T, H) },
        { Dim.FloorDivide(3 * N * T, 2 * N), T + Dim.FloorDivide(T, 2) },
        { Dim.FloorDivide(Dim.FloorDivide(N, 2), 2), Dim.FloorDivide(N, 4) },
        { Dim.FloorDivide(Dim.FloorDivide(N - 1, 2) + T, 3), Dim.FloorDivide(N - 1 + (2 * T), 6) },
        { Dim.FloorDivide(N, -2), Dim.FloorDivide(-N, 2) },
        { Dim.FloorDivide((2 * N) + (2 * T), N + T), 2 },
        { Dim.Remainder((6 * N) + 1, 3), 1 },
        { Dim.Remainder(Dim.Remainder(N, 4), 2), Dim.Remainder(N, 2) },
    };

    public static TheoryData<Dim, Dim> UnequalPairs => new()
    {
        { N, T },
        { 2 * Dim.FloorDivide(N, 2), N },
        { Dim.FloorDivide(N, 2), Dim.FloorDivide(N + 1, 2) },
        { N * N, N },
        { Dim.FloorDivide(N, 2) + Dim.FloorDivide(N + 1, 2), N + 1 },
        { Dim.FloorDivide(N * N, N + 1), N },
        { Dim.FloorDivide(2 * N, 3), 2 * Dim.FloorDivide(N, 3) },
    };

    [Theory]
    [MemberData(nameof(EqualPairs))]
    public void Equal_polynomials_are_equal(Dim a, Dim b)
    {
        Assert.Equal(a, b);
        Assert.Equal(a.GetHashCode(), b.GetHashCode());
        Assert.Equal(a.ToString(), b.ToString());
    }

    [Theory]
    [MemberData(nameof(UnequalPairs))]
    public void What_is_not_proven_equal_differs(Dim a, Dim b) => Assert.NotEqual(a, b);

    [Fact]
    public void A_linear_dimension_is_its_slope_times_the_symbol_and_its_offset() => Prop
        .ForAll(DimExpression.Polynomial(3).ToArbitrary(), x => x.Build(Dim.Symbol) is var dim
            && (dim.LinearIn("N") is not var (slope, offset)
                || (((slope * N) + offset).Equals(dim) && !slope.Symbols.Concat(offset.Symbols).Contains("N"))))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(13, 1));

    [Fact]
    public void What_is_not_linear_has_no_slope()
    {
        Assert.Null((N * N).LinearIn("N"));
        Assert.Null(Dim.FloorDivide(N, 2).LinearIn("N"));
        Assert.Null((T + 1).LinearIn("N"));
    }

    [Fact]
    public void A_dimension_without_end_is_refused() => Assert.Throws<DimensionLimitException>(() =>
        Enumerable.Range(0, 40).Aggregate(N, (d, _) => Dim.FloorDivide((d * d) + 1, 2)));
}
