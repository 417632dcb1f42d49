using FsCheck;
using FsCheck.Fluent;
using NetLang.Compiler.IR;
using Xunit;

namespace NetLang.Compiler.Tests.IR;

/// <summary>The normal form of dimensions: equal polynomials are equal values, and arithmetic means what it computes.</summary>
public class DimTests
{
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
    };

    public static TheoryData<Dim, Dim> UnequalPairs => new()
    {
        { N, T },
        { 2 * Dim.FloorDivide(N, 2), N },
        { Dim.FloorDivide(N, 2), Dim.FloorDivide(N + 1, 2) },
        { N * N, N },
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
    public void Sums_and_products_do_not_depend_on_order() => Prop
        .ForAll(Triples, x =>
        {
            var (a, b, c) = x;
            return (a + b).Equals(b + a) && (a * b).Equals(b * a) && (a * (b + c)).Equals((a * b) + (a * c))
                && ((a * b) * c).Equals(a * (b * c)) && (a - a).IsZero;
        })
        .Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(11, 1));

    [Fact]
    public void Arithmetic_is_that_of_the_values() => Prop
        .ForAll(Triples, x =>
        {
            var (a, b, c) = x;
            return Enumerable.Range(1, 4).All(n =>
            {
                long Value(Dim d) => d.Evaluate(symbol => symbol == "N" ? n : 2 * n + 1);
                return Value(a + b) == Value(a) + Value(b)
                    && Value(a * b - c) == Value(a) * Value(b) - Value(c)
                    && (b.IsZero || Value(b) == 0
                        || Value(Dim.FloorDivide(a, b)) == (long)Math.Floor((double)Value(a) / Value(b)));
            });
        })
        .Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(12, 1));

    [Fact]
    public void A_linear_dimension_is_its_slope_times_the_symbol_and_its_offset() => Prop
        .ForAll(Triples, x => x.Item1.LinearIn("N") is not var (slope, offset)
            || ((slope * N) + offset).Equals(x.Item1) && !slope.Symbols.Concat(offset.Symbols).Contains("N"))
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

    private static Arbitrary<(Dim, Dim, Dim)> Triples => (
        from a in Dims(3)
        from b in Dims(3)
        from c in Dims(3)
        select (a, b, c)).ToArbitrary();

    private static Gen<Dim> Dims(int depth)
    {
        var leaf = Gen.OneOf(Gen.Elements(N, T), Gen.Choose(-3, 6).Select(value => Dim.Constant(value)));
        if (depth == 0)
            return leaf;
        return Gen.OneOf(
            leaf,
            from a in Dims(depth - 1) from b in Dims(depth - 1) select a + b,
            from a in Dims(depth - 1) from b in Dims(depth - 1) select a - b,
            from a in Dims(depth - 1) from b in Dims(depth - 1) select a * b,
            from a in Dims(depth - 1) from b in Gen.Choose(1, 4) select Dim.FloorDivide(a, b));
    }
}
