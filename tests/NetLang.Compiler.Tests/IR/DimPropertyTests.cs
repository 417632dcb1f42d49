using FsCheck;
using FsCheck.Fluent;
using NetLang.Compiler.IR;
using Xunit;

namespace NetLang.Compiler.Tests.IR;

/// <summary>Dimensions against integers: of random expressions, for random values of the symbols.</summary>
public class DimPropertyTests
{
    private const int Assignments = 12;

    /// <summary>Sums, differences, products, quotients and remainders have the values that they have in integers.</summary>
    [Fact]
    public void A_dimension_has_the_value_of_its_expression() => Check(1, DimExpression.Any(4), x =>
    {
        var dim = Built(x);
        return dim is null || All(5, values =>
            x.Value(Lookup(values)) is not { } expected || IsValue(dim, values, expected));
    });

    [Fact]
    public void An_expression_over_dimensions_has_the_value_of_one_over_their_values() => Check(
        2,
        from x in DimExpression.Any(3) from put in DimExpression.Any(2).Three() select (x, put),
        pair =>
        {
            var (x, (h, n, t)) = pair;
            var names = DimExpression.Symbols.Zip([h, n, t]).ToDictionary(p => p.First, p => p.Second);
            if (Built(x, name => Built(names[name]) ?? Dim.One) is not { } dim || names.Values.Any(e => Built(e) is null))
                return true;
            return All(7, values =>
            {
                var inner = names.ToDictionary(p => p.Key, p => p.Value.Value(Lookup(values)));
                return inner.Values.Any(v => v is null) || x.Value(name => inner[name]!.Value) is not { } expected
                    || IsValue(dim, values, expected);
            });
        });

    /// <summary>Two that are equal have the same value for every assignment; two expressions of one thing often are.</summary>
    [Fact]
    public void Equal_dimensions_are_equal_numbers() => Check(
        3,
        from a in DimExpression.Any(3) from b in DimExpression.Any(3) from k in Gen.Choose(1, 5) select (a, b, k),
        x =>
        {
            if (Built(x.a) is not { } a || Built(x.b) is not { } b)
                return true;
            (Dim, Dim)[] pairs =
            [
                (a, b), (a + b, b + a), (a - b + b, a), (a * x.k, Enumerable.Repeat(a, x.k).Aggregate((p, q) => p + q)),
                (Dim.FloorDivide(a, x.k), Dim.FloorDivide(b, x.k)), (Dim.Remainder(a, x.k), Dim.Remainder(b, x.k)),
                (Dim.FloorDivide((a * x.k) + x.k - 1, x.k), a), (a * b, b),
            ];
            return pairs.All(p => !p.Item1.Equals(p.Item2) || All(11, values => Same(p.Item1, p.Item2, values)));
        });

    /// <summary>Without quotients equality is decided: polynomials that agree on enough points are equal.</summary>
    [Fact]
    public void Polynomials_with_equal_values_are_equal() => Check(
        4,
        from a in DimExpression.Polynomial(2) from b in DimExpression.Polynomial(2) select (a, b),
        x =>
        {
            var (a, b) = (x.a.Build(Dim.Symbol), x.b.Build(Dim.Symbol));
            var points = from h in Enumerable.Range(0, 6)
                         from n in Enumerable.Range(0, 6)
                         from t in Enumerable.Range(0, 6)
                         select new[] { (long)h, n, t };
            return a.Equals(b) == points.All(values => Same(a, b, values));
        });

    [Fact]
    public void Sums_and_products_do_not_depend_on_order() => Check(5, DimExpression.Any(3).Three(), x =>
    {
        if (Built(x.Item1) is not { } a || Built(x.Item2) is not { } b || Built(x.Item3) is not { } c)
            return true;
        return (a + b).Equals(b + a) && (a * b).Equals(b * a) && (a * (b + c)).Equals((a * b) + (a * c))
            && ((a * b) * c).Equals(a * (b * c)) && (a - a).IsZero;
    });

    /// <summary>What is proven holds, also of rounded quotients.</summary>
    [Fact]
    public void What_is_proven_to_be_at_least_a_number_is() => Check(6, DimExpression.Any(3), x =>
    {
        if (Built(x) is not { } dim)
            return true;
        var facts = new DimFacts();
        var least = Enumerable.Range(-6, 12).LastOrDefault(bound => facts.IsAtLeast(dim, bound), int.MinValue);
        return All(13, values => x.Value(Lookup(values)) is not { } value || value >= least);
    });

    /// <summary>With a remainder that is required to be 0, a quotient is exact, and other arithmetic is what it was.</summary>
    [Fact]
    public void An_exact_quotient_has_the_value_of_the_rounded_one() => Check(
        7,
        from a in DimExpression.Any(2) from b in DimExpression.Any(1) from c in DimExpression.Any(2) select (a, b, c),
        x =>
        {
            if (Built(x.a) is not { } a || Built(x.b) is not { IsZero: false } b || Built(x.c) is not { } c)
                return true;
            var facts = new DimFacts();
            facts.Require(new(Dim.Remainder(a, b), Relation.Zero, ""));
            var (quotient, other) = (facts.Divide(a, b), facts.Divide(c, b));
            return All(17, values =>
            {
                if (x.b.Value(Lookup(values)) is not { } divisor || divisor <= 0
                    || x.a.Value(Lookup(values)) is not { } dividend || dividend % divisor != 0
                    || x.c.Value(Lookup(values)) is not { } third)
                {
                    return true;
                }

                return IsValue(quotient * b, values, dividend)
                    && IsValue(other, values, Dim.FloorDivide(third, divisor));
            });
        });

    private static Dim? Built(DimExpression expression, Func<string, Dim>? symbols = null)
    {
        try
        {
            return expression.Build(symbols ?? Dim.Symbol);
        }
        catch (Exception exception) when (exception is DivideByZeroException or OverflowException)
        {
            return null; // the program gets an error
        }
    }

    /// <summary>Whether all is well for some values, from small to large.</summary>
    private static bool All(int seed, Func<long[], bool> holds)
    {
        var random = new Random(seed);
        return Enumerable.Range(0, Assignments).All(i =>
            holds([.. DimExpression.Symbols.Select(_ => random.NextInt64(0, i < Assignments / 2 ? 6 : 60))]));
    }

    private static bool Same(Dim a, Dim b, long[] values)
    {
        try
        {
            return a.Evaluate(Lookup(values)) == b.Evaluate(Lookup(values));
        }
        catch (Exception exception) when (exception is DivideByZeroException or OverflowException)
        {
            return true;
        }
    }

    /// <summary>Also where a dimension's own intermediate results do not fit 64 bits: then it is an error, and not wrong.</summary>
    private static bool IsValue(Dim dim, long[] values, long expected)
    {
        try
        {
            return dim.Evaluate(Lookup(values)) == expected;
        }
        catch (OverflowException)
        {
            return true;
        }
    }

    private static Func<string, long> Lookup(long[] values) => name => values[Array.IndexOf(DimExpression.Symbols, name)];

    private static void Check<T>(ulong seed, Gen<T> gen, Func<T, bool> property) => Prop
        .ForAll(gen.ToArbitrary(), property)
        .Check(Config.QuickThrowOnFailure.WithMaxTest(1000).WithReplay(seed, 1));
}
