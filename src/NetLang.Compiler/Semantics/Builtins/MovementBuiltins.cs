using System.Collections.Immutable;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Semantics.Repairs;
using NetLang.Compiler.Semantics.Sizes;
using NetLang.Compiler.Semantics.Tensors;
using NetLang.Compiler.Semantics.Values;

namespace NetLang.Compiler.Semantics.Builtins;

/// <summary>Functions that ask for shapes and change them.</summary>
internal static class MovementBuiltins
{
    public static IEnumerable<BuiltinFunction> Table { get; } =
    [
        new("shape", 1, "shape x", call => call.Tensor(0, "argument") is { } x
            ? new ListValue([.. x.Shape.Select(DimValue.Of)])
            : ErrorValue.Instance),
        new("rank", 1, "rank x", call => call.Tensor(0, "argument") is { } x ? new IntValue(x.Shape.Rank) : ErrorValue.Instance),
        new("typeOf", 1, "typeOf x", call => call.Tensor(0, "argument") is { } x
            ? new ElementTypeValue(x.Type.Element)
            : ErrorValue.Instance),
        new("reshape", 2, "reshape [4; 7] x", Reshape),
        new("transpose", 1, "transpose x", Transpose),
        new("permute", 2, "permute [1; 0] x", Permute),
        new("broadcastTo", 2, "broadcastTo [3; 4] x", BroadcastTo),
        new("expandDims", 2, "expandDims 0 x", ExpandDims),
        new("squeeze", 2, "squeeze 0 x", Squeeze),
    ];

    private static Value Reshape(BuiltinCall call)
    {
        if (call.Shape(0, "first argument") is not { } shape || call.Tensor(1, "second argument") is not { } x)
            return ErrorValue.Instance;
        if (shape.Size.Equals(x.Shape.Size))
        {
            var reshaped = call.Builder.Reshape(x, shape);
            NoteMerged(call, x, reshaped);
            return call.Shaped(reshaped, 0);
        }

        if (call.Elaborator.Unknowns.MayBeEqual(shape.Size, x.Shape.Size))
            return call.Elaborator.Unknowns.Tensor(x.Type with { Shape = shape });
        return call.Elaborator.Fail(new Diagnostic(
            ShapeErrors.Reshape,
            call.Arguments[0].Span,
            $"{x.Type} has {x.Shape.Size} elements, and {shape} has {shape.Size}",
            [
                new(call.Arguments[1].Span, x.Type.ToString()),
                .. Enumerable.Range(0, x.Shape.Rank).SelectMany(axis => call.Elaborator.Sizes.Labels(x, axis)),
            ],
            "the products of the dimensions must be equal")
        {
            Candidates = [.. shape.SelectMany((dim, axis) => Fitting(call, x, shape, axis))],
        });
    }

    /// <summary>Notes which axes became one, up to the first that does not consist of whole ones.</summary>
    private static void NoteMerged(BuiltinCall call, Node x, Node reshaped)
    {
        var next = 0;
        foreach (var (axis, length) in reshaped.Shape.Index())
        {
            var (size, merged) = (Dim.One, new List<int>());
            while (!size.Equals(length))
            {
                if (next == x.Shape.Rank)
                    return;
                size *= x.Shape[next];
                if (!x.Shape[next].IsOne)
                    merged.Add(next);
                next++;
            }

            if (merged.Count > 1 && size.IsConstant)
                call.NoteSize(reshaped, axis, x, new ProductRule(new Shape([.. merged.Select(i => x.Shape[i])])), [.. merged]);
        }
    }

    /// <summary>The number in place of one dimension with which the product is right.</summary>
    private static IEnumerable<Repair> Fitting(BuiltinCall call, Node x, Shape shape, int axis)
    {
        var others = new Shape(shape.Dims.RemoveAt(axis)).Size;
        return !others.IsZero && Dim.TryDivideExactly(x.Shape.Size, others) is { } fitting
            ? ShapeRepairs.Number(((ListValue)call[0]).Items[axis].Origin, shape[axis], fitting)
            : [];
    }

    private static Value Transpose(BuiltinCall call)
    {
        if (call.Tensor(0, "argument") is not { } x)
            return ErrorValue.Instance;
        return x.Shape.Rank >= 2
            ? new NodeValue(call.Builder.SwapLastAxes(x))
            : call.Fail(
                0,
                ShapeErrors.Axis,
                $"`transpose` swaps the last two axes, and {x.Type} has {x.Shape.Rank}",
                x.Shape.Rank == 1
                    ? "a vector becomes a column with `expandDims 1 …`, a row with `expandDims 0 …`"
                    : "leave `transpose` out: one number has no axes");
    }

    private static Value Permute(BuiltinCall call)
    {
        if (call.List(0, "first argument") is not { } items || call.Tensor(1, "second argument") is not { } x)
            return ErrorValue.Instance;
        var axes = ImmutableArray.CreateBuilder<long>();
        foreach (var item in items)
        {
            if (Axes.One(call, item, call.ItemOf(0, item).Span, x.Shape.Rank, x.Type) is not { } axis)
                return ErrorValue.Instance;
            axes.Add(axis);
        }

        return axes.Distinct().Count() == x.Shape.Rank && axes.Count == x.Shape.Rank
            ? new NodeValue(call.Builder.Transpose(x, axes.ToImmutable()))
            : call.Fail(
                0,
                ShapeErrors.Axis,
                $"`permute` needs each of the {x.Shape.Rank} axes of {x.Type} once",
                $"for example `permute [{string.Join("; ", Enumerable.Range(0, x.Shape.Rank).Reverse())}]`");
    }

    private static Value BroadcastTo(BuiltinCall call)
    {
        if (call.Shape(0, "first argument") is not { } shape)
            return ErrorValue.Instance;
        var type = (call[1] as NodeValue)?.Type.Element ?? call.Elaborator.ElementType ?? Runtime.ElementType.F32;
        if (call.Elaborator.Operators.Numbers.ToTensor(call.Arguments[1], type) is not { } x)
            return ErrorValue.Instance;
        if (Broadcasting.Common(x.Shape, shape, out _) is { } common && common.Equals(shape))
            return new NodeValue(call.Builder.BroadcastTrailing(x, shape));
        return x.Shape.Rank <= shape.Rank && call.Elaborator.Unknowns.MayBroadcast(x.Shape, shape)
            ? call.Elaborator.Unknowns.Tensor(x.Type with { Shape = shape })
            : call.Fail(
                1,
                ShapeErrors.Broadcast,
                $"{x.Type} does not broadcast to {shape}",
                "axes are aligned at their ends; a dimension must be equal or 1");
    }

    private static Value ExpandDims(BuiltinCall call)
    {
        if (call.Tensor(1, "second argument") is not { } x
            || Axes.One(call, call[0], call.Arguments[0].Span, x.Shape.Rank + 1, x.Type) is not { } axis)
        {
            return ErrorValue.Instance;
        }

        return new NodeValue(call.Builder.Reshape(x, new Shape(x.Shape.Dims.Insert(axis, Dim.One))));
    }

    private static Value Squeeze(BuiltinCall call)
    {
        if (call.Tensor(1, "second argument") is not { } x
            || Axes.One(call, call[0], call.Arguments[0].Span, x.Shape.Rank, x.Type) is not { } axis)
        {
            return ErrorValue.Instance;
        }

        var shape = new Shape(x.Shape.Dims.RemoveAt(axis));
        if (x.Shape[axis].IsOne)
            return new NodeValue(call.Builder.Reshape(x, shape));
        return call.Elaborator.Unknowns.MayBeEqual(x.Shape[axis], Dim.One)
            ? call.Elaborator.Unknowns.Tensor(x.Type with { Shape = shape })
            : call.Fail(
                1,
                ShapeErrors.Axis,
                $"`squeeze` drops an axis of dimension 1, and axis {axis} of {x.Type} is {x.Shape[axis]}",
                x.Shape.Dims.IndexOf(Dim.One) is >= 0 and var single
                    ? $"axis {single} is of dimension 1: `squeeze {single} …`"
                    : $"one place of that axis is `x[{string.Concat(Enumerable.Repeat("_, ", axis))}0{(axis == shape.Rank ? "" : ", ..")}]`, "
                        + $"all of it together `sum {{ axis = {axis} }} x` or `mean {{ axis = {axis} }} x`");
    }
}
