using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;
using NetLang.Compiler.Semantics.Evaluation;
using NetLang.Compiler.Semantics.Tensors;
using NetLang.Compiler.Syntax;
using NetLang.Compiler.Text;

namespace NetLang.Compiler.Semantics.Repairs;

/// <summary>What may be meant where shapes do not fit. Whether it helps is tried afterwards.</summary>
internal static class ShapeRepairs
{
    // Networks are long, and a missing `flatten` is near their end.
    private const int MostValues = 6;

    /// <summary>Another order or number of axes, with which a tensor fits.</summary>
    public static IEnumerable<Repair> ToFit(Operand operand, Func<Shape, bool> fits)
    {
        var shape = operand.Node.Shape;
        for (var axis = 0; axis < shape.Rank; axis++)
        {
            if (shape[axis].IsOne && fits(new Shape(shape.Dims.RemoveAt(axis))))
                yield return Squeeze(operand.Span, axis);
        }

        for (var axis = shape.Rank; axis >= 0; axis--)
        {
            if (fits(new Shape(shape.Dims.Insert(axis, Dim.One))))
                yield return ExpandDims(operand.Span, axis);
        }

        if (shape.Rank >= 2 && fits(Transposed(shape)))
            yield return Transpose(operand.Span, "this tensor");
    }

    /// <summary>Operands of a matrix product that are transposed or in the wrong order.</summary>
    public static IEnumerable<Repair> OfProduct(Operand left, Operand right)
    {
        var (a, b) = (left.Node.Shape, right.Node.Shape);
        if (b.Rank >= 2 && a[^1].Equals(b[^1]))
            yield return Transpose(right.Span, "the right operand");
        if (a.Rank >= 2 && b.Rank >= 1 && a[^2].Equals(b[Math.Max(0, b.Rank - 2)]))
            yield return Transpose(left.Span, "the left operand");
        if (b[^1].Equals(a[Math.Max(0, a.Rank - 2)]))
        {
            foreach (var swap in Edits.Swaps(left.Span, [right.Span]))
                yield return swap;
        }
    }

    /// <summary>For a tensor whose shape a signature refuses.</summary>
    /// <param name="expected">The dimensions of the signature, with values where they are known.</param>
    /// <param name="body">Of a result: what gives it.</param>
    public static IEnumerable<Repair> OfType(Operand found, IReadOnlyList<string> expected, Expression? body)
    {
        var isFlat = expected.Count == 2 && found.Node.Shape.Rank > 2;
        var values = !isFlat ? [] : body is null ? [found.Span] : ValuesOf(body).Take(MostValues);
        foreach (var value in values)
            yield return new("did you mean to `flatten` first?", Edits.Apply(value, "flatten"));
        foreach (var repair in ToFit(found, Fits))
            yield return repair;

        bool Fits(Shape shape) => shape.Rank == expected.Count
            && shape.Zip(expected).All(d => d.Second == d.First.ToString() || (body is null && IsName(d.Second)));
    }

    /// <summary>Another number, where one was written.</summary>
    public static IEnumerable<Repair> Number(SourceSpan? written, Dim found, Dim expected) =>
        written is { } place && found.IsConstant && expected.IsConstant && place.Text == found.ToString()
            ? [new Repair($"did you mean `{expected}`?", Edits.Replace(place, expected.ToString()))]
            : [];

    // It takes any dimension, where an expression of names takes some.
    private static bool IsName(string dimension) =>
        !char.IsAsciiDigit(dimension[0]) && dimension.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    private static Repair Squeeze(SourceSpan value, int axis) =>
        new("did you mean to drop the axis of length 1?", Edits.Apply(value, $"squeeze {axis}"));

    private static Repair ExpandDims(SourceSpan value, int axis) =>
        new("did you mean to add an axis of length 1?", Edits.Apply(value, $"expandDims {axis}"));

    private static Repair Transpose(SourceSpan value, string what) =>
        new($"did you mean to transpose {what}?", Edits.Apply(value, "transpose"));

    private static Shape Transposed(Shape shape) => new(shape.Dims.RemoveAt(shape.Rank - 1).Insert(shape.Rank - 2, shape[^1]));

    /// <summary>The places of the values that an expression passes on, the last first.</summary>
    private static IEnumerable<SourceSpan> ValuesOf(Expression expression)
    {
        while (true)
        {
            switch (expression)
            {
                case BlockExpression block:
                    expression = block.Result;
                    break;
                case BinaryExpression { Operator: BinaryOperator.Pipe } pipe:
                    yield return Application.ResultPlace(pipe.Left);
                    expression = pipe.Left;
                    break;
                case ApplyExpression { Argument: not RecordExpression } apply:
                    yield return apply.Argument.Span;
                    expression = apply.Argument;
                    break;
                default:
                    yield break;
            }
        }
    }
}
