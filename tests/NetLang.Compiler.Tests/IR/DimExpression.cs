using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using NetLang.Compiler.IR;

namespace NetLang.Compiler.Tests.IR;

/// <summary>
/// An expression over symbols as a program would write it: computed as a dimension, and with integers in the place of
/// symbols. What the one gives must have the value of the other.
/// </summary>
internal abstract record DimExpression
{
    public static readonly string[] Symbols = ["H", "N", "T"];

    /// <summary>As a dimension, with a dimension for each symbol.</summary>
    /// <exception cref="DivideByZeroException">A denominator is the dimension 0.</exception>
    public abstract Dim Build(Func<string, Dim> symbols);

    /// <summary>In integers; null where it divides by 0, or is too large.</summary>
    public abstract long? Value(Func<string, long> symbols);

    /// <summary>Expressions with all operators.</summary>
    public static Gen<DimExpression> Any(int depth) => Of(depth, divides: true);

    /// <summary>Expressions without quotients.</summary>
    public static Gen<DimExpression> Polynomial(int depth) => Of(depth, divides: false);

    private static Gen<DimExpression> Of(int depth, bool divides)
    {
        var leaf = Gen.OneOf(
            Gen.Elements(Symbols).Select(name => (DimExpression)new SymbolOf(name)),
            Gen.Choose(-4, 9).Select(value => (DimExpression)new NumberOf(value)));
        if (depth == 0)
            return leaf;
        var operators = divides ? "+-*/%" : "+-*";
        var operation =
            from sign in Gen.Elements(operators.ToCharArray())
            from a in Of(depth - 1, divides)
            from b in Of(sign is '/' or '%' ? Math.Min(depth - 1, 1) : depth - 1, divides)
            select (DimExpression)new OperationOf(sign, a, b);
        return Gen.Frequency((1, leaf), (4, operation));
    }

    private sealed record SymbolOf(string Name) : DimExpression
    {
        public override Dim Build(Func<string, Dim> symbols) => symbols(Name);

        public override long? Value(Func<string, long> symbols) => symbols(Name);

        public override string ToString() => Name;
    }

    private sealed record NumberOf(long Number) : DimExpression
    {
        public override Dim Build(Func<string, Dim> symbols) => Number;

        public override long? Value(Func<string, long> symbols) => Number;

        public override string ToString() => $"{Number}";
    }

    private sealed record OperationOf(char Sign, DimExpression Left, DimExpression Right) : DimExpression
    {
        public override Dim Build(Func<string, Dim> symbols)
        {
            var (a, b) = (Left.Build(symbols), Right.Build(symbols));
            return Sign switch
            {
                '+' => a + b,
                '-' => a - b,
                '*' => a * b,
                '/' => Dim.FloorDivide(a, b),
                _ => Dim.Remainder(a, b),
            };
        }

        public override long? Value(Func<string, long> symbols)
        {
            if (Left.Value(symbols) is not { } a || Right.Value(symbols) is not { } b || (Sign is '/' or '%' && b == 0))
                return null;
            var value = Sign switch
            {
                '+' => (BigInteger)a + b,
                '-' => (BigInteger)a - b,
                '*' => (BigInteger)a * b,
                '/' => FloorDivide(a, b),
                _ => a - (b * FloorDivide(a, b)),
            };
            return BigInteger.Abs(value) <= long.MaxValue ? (long)value : null;
        }

        private static BigInteger FloorDivide(long a, long b)
        {
            var quotient = BigInteger.DivRem(a, b, out var remainder);
            return !remainder.IsZero && remainder.Sign != Math.Sign(b) ? quotient - 1 : quotient;
        }

        public override string ToString() => $"({Left} {Sign} {Right})";
    }
}
