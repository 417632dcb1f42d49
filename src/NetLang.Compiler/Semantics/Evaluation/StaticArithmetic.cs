using NetLang.Compiler.IR;
using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Semantics.Values;
using NetLang.Compiler.Syntax;
using NetLang.Compiler.Text;

namespace NetLang.Compiler.Semantics.Evaluation;

/// <summary>Arithmetic and comparison of what is known at compile time: ints, floats and dimensions.</summary>
internal sealed class StaticArithmetic(Elaborator elaborator)
{
    private const int MaximumParts = 100;

    /// <summary>The value; null where an operand is not static, so that others must compute it.</summary>
    public Value? Apply(BinaryOperator op, SourceSpan span, Value left, Value right)
    {
        try
        {
            return (left, right) switch
            {
                (IntValue a, IntValue b) when op == BinaryOperator.Power && b.Value < 0 =>
                    Floats(op, a.Value, b.Value),
                (IntValue or DimValue, IntValue or DimValue) => Dimensions(op, span, DimOf(left), DimOf(right)),
                (IntValue or FloatValue, IntValue or FloatValue) => Floats(op, Float(left), Float(right)),
                _ when op is BinaryOperator.Equal or BinaryOperator.NotEqual
                    && StaticEquality.AreEqual(left, right) is { } equal =>
                    BoolValue.Of(equal == (op == BinaryOperator.Equal)),
                _ => null,
            };
        }
        catch (DimensionLimitException)
        {
            return TooManyParts(span);
        }
        catch (OverflowException)
        {
            return elaborator.Fail(
                NameErrors.StaticArithmetic,
                span,
                "this number does not fit 64 bits",
                "compute with floats: write one of the numbers with a point");
        }
        catch (DivideByZeroException)
        {
            return elaborator.Fail(
                NameErrors.StaticArithmetic, span, "this divides by zero", "divide by a number that is not zero");
        }
    }

    private static Dim DimOf(Value value) => value is DimValue symbolic ? symbolic.Dim : ((IntValue)value).Value;

    private static double Float(Value value) => value is FloatValue f ? f.Value : ((IntValue)value).Value;

    private Value? Dimensions(BinaryOperator op, SourceSpan span, Dim a, Dim b) => op switch
    {
        BinaryOperator.Add => Known(a + b, span),
        BinaryOperator.Subtract => Known(a - b, span),
        BinaryOperator.Multiply => Known(a * b, span),
        BinaryOperator.Divide => Known(Divide(a, b), span),
        BinaryOperator.Remainder => Known(a - (b * Divide(a, b)), span),
        BinaryOperator.Power when b.IsConstant && b.ConstantValue is >= 0 and <= 64 =>
            Known(Enumerable.Repeat(a, (int)b.ConstantValue).Aggregate(Dim.One, (product, dim) => product * dim), span),
        BinaryOperator.Power when a is { IsConstant: true, ConstantValue: 0 or 1 } => DimValue.Of(a),
        BinaryOperator.Power => throw new OverflowException(),
        BinaryOperator.And or BinaryOperator.Or => null,
        _ when a.IsConstant && b.IsConstant =>
            BoolValue.Of(Compare(op, a.ConstantValue.CompareTo(b.ConstantValue), 0)),
        BinaryOperator.Equal => Holds(a - b, Relation.Zero, span),
        BinaryOperator.NotEqual => Holds(a - b, Relation.NotZero, span),
        BinaryOperator.Less => Holds(b - a - 1, Relation.NotNegative, span),
        BinaryOperator.LessOrEqual => Holds(b - a, Relation.NotNegative, span),
        BinaryOperator.Greater => Holds(a - b - 1, Relation.NotNegative, span),
        _ => Holds(a - b, Relation.NotNegative, span),
    };

    private Value Holds(Dim difference, Relation relation, SourceSpan span) =>
        elaborator.Facts.Holds(difference, relation) is { } known
            ? BoolValue.Of(known)
            : new UndecidedValue(span.Text, difference, relation);

    /// <summary>A denominator that is chosen at run time is required to be positive.</summary>
    private Dim Divide(Dim a, Dim b)
    {
        if (!b.IsConstant)
            elaborator.Facts.RequireNotNegative(b - 1, $"{b} divides {a}, and must be at least 1");
        return elaborator.Facts.Divide(a, b);
    }

    private Value Known(Dim dim, SourceSpan span) => dim.Parts <= MaximumParts ? DimValue.Of(dim) : TooManyParts(span);

    private Value TooManyParts(SourceSpan span) => elaborator.Fail(
        NameErrors.StaticArithmetic,
        span,
        "this dimension is too long an expression of those that are chosen at run time",
        "make some of them numbers in the model's signature");

    private static Value? Floats(BinaryOperator op, double a, double b) => op switch
    {
        BinaryOperator.Add => new FloatValue(a + b),
        BinaryOperator.Subtract => new FloatValue(a - b),
        BinaryOperator.Multiply => new FloatValue(a * b),
        BinaryOperator.Divide => new FloatValue(a / b),
        BinaryOperator.Remainder => new FloatValue(a - (b * Math.Floor(a / b))),
        BinaryOperator.Power => new FloatValue(Math.Pow(a, b)),
        BinaryOperator.Equal or BinaryOperator.NotEqual or BinaryOperator.Less or BinaryOperator.LessOrEqual
            or BinaryOperator.Greater or BinaryOperator.GreaterOrEqual => BoolValue.Of(Compare(op, a, b)),
        _ => null,
    };

    private static bool Compare(BinaryOperator op, double a, double b) => op switch
    {
        BinaryOperator.Equal => a == b,
        BinaryOperator.NotEqual => a != b,
        BinaryOperator.Less => a < b,
        BinaryOperator.LessOrEqual => a <= b,
        BinaryOperator.Greater => a > b,
        BinaryOperator.GreaterOrEqual => a >= b,
        _ => throw new InvalidOperationException($"{op} compares nothing"),
    };
}
