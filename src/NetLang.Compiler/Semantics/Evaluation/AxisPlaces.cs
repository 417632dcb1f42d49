using NetLang.Compiler.IR;
using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Semantics.Tensors;
using NetLang.Compiler.Semantics.Values;
using NetLang.Compiler.Syntax;
using NetLang.Compiler.Text;

namespace NetLang.Compiler.Semantics.Evaluation;

/// <summary>
/// Places and ranges on an axis of a tensor, all proven to lie in it. That an axis of a length chosen at run time is
/// not empty need not be proven: where the proof asks for it, it becomes a requirement.
/// </summary>
internal sealed class AxisPlaces(Elaborator elaborator)
{
    /// <summary>One place; negative ones count from the end. Null after reporting.</summary>
    public Dim? Point(Expression expression, Environment names, Node tensor, int axis)
    {
        if (Place(expression, names, tensor.Shape[axis]) is not { } place)
            return null;
        var isInside = Prove(expression.Span, place, tensor, axis, place.Counted)
            && Prove(expression.Span, place, tensor, axis, tensor.Shape[axis] - place.Counted - 1);
        return isInside ? place.Counted : null;
    }

    /// <summary>A range, with both ends included; null after reporting.</summary>
    public (Dim First, Dim Length)? Range(RangeIndex range, Environment names, Node tensor, int axis)
    {
        var size = tensor.Shape[axis];
        if ((range.First is { } f ? Place(f, names, size) : new(Dim.Zero, Dim.Zero)) is not { } first
            || (range.Last is { } l ? Place(l, names, size) : new(size - 1, size - 1)) is not { } last)
        {
            return null;
        }

        var length = last.Counted - first.Counted + 1;
        if (length is { IsConstant: true, ConstantValue: < 0 })
        {
            elaborator.Fail(
                ShapeErrors.TensorIndex, range.Span, "the range ends before it begins", "both ends are included");
            return null;
        }

        // With a length that is not negative, the first place lies before the end where the last one does.
        var inside = Prove(range.First?.Span ?? range.Span, first, tensor, axis, first.Counted)
            && Prove(range.Last?.Span ?? range.Span, last, tensor, axis, size - last.Counted - 1)
            && Prove(range.Span, first, tensor, axis, length);
        return inside ? (first.Counted, length) : null;
    }

    /// <param name="Counted">From the start of the axis.</param>
    private sealed record AxisPlace(Dim Counted, Dim Written);

    private AxisPlace? Place(Expression expression, Environment names, Dim size)
    {
        switch (elaborator.Evaluate(expression, names))
        {
            case ErrorValue:
            case ScalarValue when elaborator.Unknowns.AreOpen:
                return null;
            case IntValue { Value: < -TensorSize.MaximumElements or > TensorSize.MaximumElements } outside:
                elaborator.Fail(
                    ShapeErrors.TensorIndex,
                    expression.Span,
                    $"no axis has a place {outside.Value}",
                    "a tensor has at most 2^40 elements");
                return null;
            case IntValue { Value: < 0 } fromEnd:
                return new(size + fromEnd.Value, fromEnd.Value);
            case IntValue value:
                return new(value.Value, value.Value);
            case DimValue value:
                return new(value.Dim, value.Dim);
            case var other:
                elaborator.Fail(
                    ShapeErrors.TensorIndex,
                    expression.Span,
                    $"an index is a whole number that is known at compile time, and this is {other.Describe()}",
                    "to take elements by a tensor of indices, use `gather`, or `pick` for one of each row");
                return null;
        }
    }

    /// <summary>
    /// Whether a number that follows from a place is not negative. What cannot be decided (x[5] where the axis is N) is
    /// an error: never a hope.
    /// </summary>
    private bool Prove(SourceSpan span, AxisPlace place, Node tensor, int axis, Dim notNegative)
    {
        var size = tensor.Shape[axis];
        if (elaborator.Facts.IsAtLeast(notNegative, 0))
            return true;
        if (!size.IsConstant && elaborator.Facts.Assuming(size - 1).IsAtLeast(notNegative, 0))
        {
            elaborator.Facts.RequireNotNegative(
                size - 1, $"axis {axis} of {tensor.Type} is indexed, so it must not be empty");
            return true;
        }

        if (elaborator.Unknowns.MayBeNotNegative(notNegative))
            return true;
        if (notNegative.IsConstant)
        {
            elaborator.Fail(
                ShapeErrors.TensorIndex,
                span,
                $"index {place.Written} lies outside axis {axis} of {tensor.Type}",
                $"the axis has the places 0 to {size - 1}, or -{size} to -1 from its end");
        }
        else
        {
            elaborator.Fail(
                ShapeErrors.TensorIndex,
                span,
                $"index {place.Written} is not proven to lie in axis {axis} of {tensor.Type}",
                $"state before it what must hold: `require ({notNegative} >= 0) \"…\"`");
        }

        return false;
    }
}
