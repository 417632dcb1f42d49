using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Semantics.Values;
using NetLang.Compiler.Syntax;

namespace NetLang.Compiler.Semantics.Evaluation;

/// <summary><c>x[…]</c> on lists and tensors.</summary>
internal sealed class Indexing(Elaborator elaborator)
{
    public Value Evaluate(IndexExpression expression, Environment names) => elaborator.Evaluate(expression.Value, names) switch
    {
        ErrorValue error => error,
        ListValue list => Item(list, expression, names),
        NodeValue tensor => Slice(tensor.Node, expression, names),
        var other => elaborator.Fail(
            NameErrors.WrongKindOfArgument,
            expression.Value.Span,
            $"only tensors and lists are indexed, and this is {other.Describe()}",
            "to give a function a list, write a space before the bracket: `f [1; 2]`"),
    };

    private Value Item(ListValue list, IndexExpression expression, Environment names)
    {
        switch (expression.Items)
        {
            case [PointIndex point]:
                return Int(point.Value, names) is not { } index ? ErrorValue.Instance
                    : index >= 0 && index < list.Items.Length ? list.Items[(int)index]
                    : elaborator.Fail(
                        NameErrors.ListIndex,
                        point.Span,
                        $"there is no item {index} in a list of {list.Items.Length}",
                        "items are counted from 0");
            case [RangeIndex range]:
                var first = range.First is { } f ? Int(f, names) : 0;
                var last = range.Last is { } l ? Int(l, names) : list.Items.Length - 1;
                if (first is not { } from || last is not { } to)
                    return ErrorValue.Instance;
                return from >= 0 && to < list.Items.Length && from <= to + 1
                    ? new ListValue(list.Items.Slice((int)from, (int)(to - from + 1)))
                    : elaborator.Fail(
                        NameErrors.ListIndex, range.Span, $"the range leaves a list of {list.Items.Length}", "both ends are included");
            default:
                return elaborator.Fail(
                    NameErrors.ListIndex, expression.Span, "a list has one index: a number or a range", "index the item again: `x[0][1]`");
        }
    }

    private Value Slice(Node tensor, IndexExpression expression, Environment names)
    {
        var rest = expression.Items.Count(i => i is RestIndex);
        var named = expression.Items.Length - rest;
        if (named > tensor.Shape.Rank || rest > 1)
        {
            return elaborator.Fail(
                ShapeErrors.TensorIndex,
                expression.Span,
                rest > 1 ? "`..` stands twice in an index" : $"the index has {named} items, but {tensor.Type} has {tensor.Shape.Rank} axes");
        }

        var (start, shape, dropped) = (new List<Dim>(), new List<Dim>(), new List<int>());
        var items = expression.Items;
        if (rest == 0)
            items = items.Add(new RestIndex(expression.Span));
        foreach (var item in items)
        {
            var axis = start.Count;
            var size = axis < tensor.Shape.Rank ? tensor.Shape[axis] : Dim.Zero;
            switch (item)
            {
                case RestIndex:
                    var whole = tensor.Shape.Skip(axis).Take(tensor.Shape.Rank - named).ToList();
                    start.AddRange(whole.Select(_ => Dim.Zero));
                    shape.AddRange(whole);
                    break;
                case WholeAxisIndex:
                    start.Add(Dim.Zero);
                    shape.Add(size);
                    break;
                case PointIndex point:
                    if (Place(point.Value, names, size, tensor, axis) is not { } place)
                        return ErrorValue.Instance;
                    dropped.Add(axis);
                    start.Add(place);
                    shape.Add(Dim.One);
                    break;
                case RangeIndex range:
                    var first = range.First is { } f ? Place(f, names, size, tensor, axis) : Dim.Zero;
                    var last = range.Last is { } l ? Place(l, names, size, tensor, axis) : size - Dim.One;
                    if (first is null || last is null)
                        return ErrorValue.Instance;
                    start.Add(first);
                    shape.Add(last - first + Dim.One);
                    if (shape[^1] is { IsConstant: true, ConstantValue: < 0 })
                        return elaborator.Fail(ShapeErrors.TensorIndex, range.Span, "the range ends before it begins", "both ends are included");
                    break;
                default:
                    throw new InvalidOperationException($"no meaning for {item.GetType().Name}");
            }
        }

        var builder = elaborator.Builder;
        var part = new Shape([.. shape]);
        var slice = part.Equals(tensor.Shape) ? tensor : builder.Slice(tensor, new Shape([.. start]), part);
        return new NodeValue(builder.Reshape(slice, new Shape([.. shape.Where((_, axis) => !dropped.Contains(axis))])));
    }

    /// <summary>A place on an axis; negative ones count from the end.</summary>
    private Dim? Place(Expression expression, Environment names, Dim size, Node tensor, int axis)
    {
        Dim place;
        switch (elaborator.Evaluate(expression, names))
        {
            case ErrorValue:
                return null;
            case IntValue value:
                place = value.Value < 0 ? size + value.Value : value.Value;
                break;
            case DimValue value:
                place = value.Dim;
                break;
            case var other:
                elaborator.Fail(
                    ShapeErrors.TensorIndex,
                    expression.Span,
                    $"an index is a whole number that is known at compile time, and this is {other.Describe()}",
                    "to pick an element by a tensor of indices, use `pick`");
                return null;
        }

        // What cannot be decided (x[5] where the axis is N) is an error: never a hope.
        var spare = size - place;
        if (spare is { IsConstant: true, ConstantValue: > 0 } && !(place is { IsConstant: true, ConstantValue: < 0 }))
            return place;
        if (place.IsZero && !size.IsConstant)
            return place; // every axis that is chosen at run time has at least one element
        elaborator.Fail(
            ShapeErrors.TensorIndex,
            expression.Span,
            place.IsConstant && size.IsConstant
                ? $"index {place} lies outside axis {axis} of {tensor.Type}"
                : $"index {place} is not proven to lie in axis {axis} of {tensor.Type}",
            size.IsConstant ? $"the axis has the places 0 to {size.ConstantValue - 1}" : "make the dimension a number in the model's signature");
        return null;
    }

    private long? Int(Expression expression, Environment names)
    {
        switch (elaborator.Evaluate(expression, names))
        {
            case IntValue value:
                return value.Value;
            case ErrorValue:
                return null;
            case var other:
                elaborator.Fail(
                    NameErrors.ListIndex, expression.Span, $"the index of a list is a whole number that is known at compile time, and this is {other.Describe()}");
                return null;
        }
    }
}
