using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Semantics.Sizes;
using NetLang.Compiler.Semantics.Values;
using NetLang.Compiler.Syntax;

namespace NetLang.Compiler.Semantics.Evaluation;

/// <summary><c>x[…]</c> on lists and tensors.</summary>
internal sealed class Indexing(Elaborator elaborator)
{
    private readonly AxisPlaces places = new(elaborator);

    public Value Evaluate(IndexExpression expression, Environment names) => elaborator.Evaluate(expression.Value, names) switch
    {
        ErrorValue error => error,
        ListValue list => Item(list, expression, names),
        NodeValue tensor => Part(tensor.Node, expression, names),
        var other => elaborator.Fail(
            NameErrors.WrongKindOfArgument,
            expression.Value.Span,
            $"only tensors and lists are indexed, and this is {other.Describe()}",
            "to give a function a list, write a space before the bracket: `f [1; 2]`"),
    };

    private Value Part(Node tensor, IndexExpression expression, Environment names)
    {
        try
        {
            return Slice(tensor, expression, names);
        }
        catch (OverflowException)
        {
            return elaborator.Fail(
                ShapeErrors.TensorIndex,
                expression.Span,
                $"where this part of {tensor.Type} lies does not fit 64 bits",
                "a tensor has at most 2^40 elements");
        }
    }

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
                if (!elaborator.Spend(range.Span, (int)Math.Clamp(to - from, 0, list.Items.Length)))
                    return ErrorValue.Instance;
                return from >= 0 && to < list.Items.Length && from <= to + 1
                    ? new ListValue(list.Items.Slice((int)from, (int)(to - from + 1)))
                    : elaborator.Fail(
                        NameErrors.ListIndex,
                        range.Span,
                        $"the range leaves a list of {list.Items.Length}",
                        "both ends are included");
            default:
                return elaborator.Fail(
                    NameErrors.ListIndex,
                    expression.Span,
                    "a list has one index: a number or a range",
                    "index the item again: `x[0][1]`");
        }
    }

    private Value Slice(Node tensor, IndexExpression expression, Environment names)
    {
        var rest = expression.Items.Count(i => i is RestIndex);
        var named = expression.Items.Length - rest;
        if (rest > 1)
        {
            return elaborator.Fail(
                ShapeErrors.TensorIndex,
                expression.Items.Last(i => i is RestIndex).Span,
                "`..` stands twice in an index",
                "write `_` for one whole axis");
        }

        if (named > tensor.Shape.Rank)
        {
            return elaborator.Fail(
                ShapeErrors.TensorIndex,
                expression.Span,
                $"the index has {named} items, but {tensor.Type} has {tensor.Shape.Rank} axes",
                "an item drops or keeps one axis; those behind the last item stay whole");
        }

        var (start, shape, dropped) = (new List<Dim>(), new List<Dim>(), new List<int>());
        var items = expression.Items;
        if (rest == 0)
            items = items.Add(new RestIndex(expression.Span));
        foreach (var item in items)
        {
            var axis = start.Count;
            switch (item)
            {
                case RestIndex:
                    var whole = tensor.Shape.Skip(axis).Take(tensor.Shape.Rank - named).ToList();
                    start.AddRange(whole.Select(_ => Dim.Zero));
                    shape.AddRange(whole);
                    break;
                case WholeAxisIndex:
                    start.Add(Dim.Zero);
                    shape.Add(tensor.Shape[axis]);
                    break;
                case PointIndex point:
                    if (places.Point(point.Value, names, tensor, axis) is not { } place)
                        return ErrorValue.Instance;
                    dropped.Add(axis);
                    start.Add(place);
                    shape.Add(Dim.One);
                    break;
                case RangeIndex range:
                    if (places.Range(range, names, tensor, axis) is not var (first, length))
                        return ErrorValue.Instance;
                    start.Add(first);
                    shape.Add(length);
                    break;
                default:
                    throw new InvalidOperationException($"no meaning for {item.GetType().Name}");
            }
        }

        var builder = elaborator.Builder;
        var part = new Shape([.. shape]);
        var slice = part.Equals(tensor.Shape) ? tensor : builder.Slice(tensor, new Shape([.. start]), part);
        for (var axis = 0; axis < part.Rank && dropped.Count == 0; axis++)
        {
            var behind = tensor.Shape[axis] - part[axis] - start[axis];
            if (!part[axis].Equals(tensor.Shape[axis]) && start[axis].IsConstant && behind.IsConstant)
            {
                elaborator.Sizes.Note(
                    slice,
                    axis,
                    tensor,
                    new MarginRule(-start[axis].ConstantValue, -behind.ConstantValue),
                    elaborator.Calls.UserPlace(expression.Span),
                    axis);
            }
        }

        return new NodeValue(builder.Reshape(slice, new Shape([.. shape.Where((_, axis) => !dropped.Contains(axis))])));
    }

    private long? Int(Expression expression, Environment names)
    {
        switch (elaborator.Evaluate(expression, names))
        {
            case IntValue value:
                return value.Value;
            case ErrorValue:
            case var number when elaborator.Unknowns.StandsForNumber(number):
                return null;
            case var other:
                elaborator.Fail(
                    NameErrors.ListIndex,
                    expression.Span,
                    $"the index of a list is a whole number that is known at compile time, and this is "
                    + $"{other.Describe()}",
                    other is NodeValue
                        ? "a tensor is known when the model runs only: places in a tensor are taken from another with `gather index x`"
                        : "write a number, such as `[0]`, or the name of one");
                return null;
        }
    }
}
