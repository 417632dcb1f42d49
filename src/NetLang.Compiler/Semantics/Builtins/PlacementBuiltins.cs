using System.Collections.Immutable;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Semantics.Sizes;
using NetLang.Compiler.Semantics.Tensors;
using NetLang.Compiler.Semantics.Values;

namespace NetLang.Compiler.Semantics.Builtins;

/// <summary>Functions that lay tensors beside each other.</summary>
internal static class PlacementBuiltins
{
    public static IEnumerable<BuiltinFunction> Table { get; } =
    [
        new("concat", 1, "concat [x; y]", Concat) { Options = BuiltinFunction.Defaults(("axis", new IntValue(-1))) },
        new("stack", 1, "stack [x; y]", Stack) { Options = BuiltinFunction.Defaults(("axis", new IntValue(0))) },
        new("pad", 2, "pad [(0, 0); (1, 1)] x", Pad) { Options = BuiltinFunction.Defaults(("value", new IntValue(0))) },
    ];

    /// <summary>Tensors one behind the other along an axis.</summary>
    private static Value Concat(BuiltinCall call)
    {
        if (Tensors(call) is not { } tensors || Axis(call, tensors[0].Shape.Rank, tensors[0].Type) is not { } axis)
            return ErrorValue.Instance;
        var first = tensors[0].Type;
        foreach (var (number, tensor) in tensors.Index())
        {
            var fits = tensor.Type.Element == first.Element && tensor.Shape.Rank == first.Shape.Rank
                && tensor.Shape.Dims.RemoveAt(axis).SequenceEqual(first.Shape.Dims.RemoveAt(axis));
            if (!fits)
                return Unlike(call, tensors, number, axis);
        }

        return new NodeValue(call.Builder.Concat(tensors.AsSpan(), axis));
    }

    /// <summary>Equal tensors along a new axis.</summary>
    private static Value Stack(BuiltinCall call)
    {
        if (Tensors(call) is not { } tensors || Axis(call, tensors[0].Shape.Rank + 1, tensors[0].Type) is not { } axis)
            return ErrorValue.Instance;
        var first = tensors[0].Type;
        if (tensors.FirstOrDefault(t => t.Type != first) is { } other)
            return Different(call, first, other.Type, null, "make them equal first: `broadcastTo`, `reshape`, `cast`");
        var whole = new Shape(first.Shape.Dims.Insert(axis, Dim.One));
        return new NodeValue(call.Builder.Concat([.. tensors.Select(t => call.Builder.Reshape(t, whole))], axis));
    }

    /// <summary>A tensor with a margin of one value: for each axis a pair, how many before and behind.</summary>
    private static Value Pad(BuiltinCall call)
    {
        if (call.Tensor(1, "second argument") is not { } x || Margins(call, x.Type) is not { } margins)
            return ErrorValue.Instance;
        var value = new Argument(call.Options["value"]!, call.SpanOf("value"));
        if (call.Elaborator.Operators.Numbers.ToTensor(value, x.Type.Element) is not { } margin)
            return ErrorValue.Instance;
        if (margin.Shape.Rank > 0 || margin.Type.Element != x.Type.Element)
        {
            call.Mismatch(value, "option `value`", "a number", "write `{ value = 1.0 }`");
            return ErrorValue.Instance;
        }

        var padded = Padded(call, x, margin, margins);
        foreach (var (axis, (first, last)) in margins.Index())
        {
            if (first.IsConstant && last.IsConstant && !(first.IsZero && last.IsZero))
                call.NoteSize(padded, axis, x, new MarginRule(first.ConstantValue, last.ConstantValue), axis);
        }

        return new NodeValue(padded);
    }

    private static Node Padded(BuiltinCall call, Node x, Node margin, ImmutableArray<(Dim Before, Dim Behind)> margins)
    {
        var before = new Shape([.. margins.Select(m => m.Before)]);
        var whole = new Shape([.. x.Shape.Zip(margins, (dim, m) => m.Before + dim + m.Behind)]);
        if (Constants.Value(margin) == 0)
            return call.Builder.Pad(x, before, whole);
        // Chosen, not added, which would change what is not finite.
        var covered = call.Builder.Pad(call.Builder.Filled(1, x.Type with { Element = Runtime.ElementType.Bool }), before, whole);
        return call.Builder.Select(
            covered, call.Builder.Pad(x, before, whole), call.Builder.BroadcastTrailing(margin, whole));
    }

    private static ImmutableArray<(Dim Before, Dim Behind)>? Margins(BuiltinCall call, TensorType type)
    {
        if (call.List(0, "first argument") is not { } items)
            return null;
        var margins = ImmutableArray.CreateBuilder<(Dim, Dim)>();
        foreach (var item in items)
        {
            if (item is ErrorValue)
                return null;
            if (item is not TupleValue { Items: [var before, var behind] } || Size(before) is not { } a || Size(behind) is not { } b)
            {
                call.Mismatch(
                    call.ItemOf(0, item),
                    "first argument",
                    "a list of pairs of whole numbers from 0, such as `[(0, 0); (1, 1)]`");
                return null;
            }

            margins.Add((a, b));
        }

        if (margins.Count == type.Shape.Rank)
            return margins.ToImmutable();
        var pairs = margins.Select(m => $"({m.Item1}, {m.Item2})").TakeLast(type.Shape.Rank).ToList();
        pairs.InsertRange(0, Enumerable.Repeat("(0, 0)", type.Shape.Rank - pairs.Count));
        call.Fail(
            0,
            ShapeErrors.Axis,
            $"`pad` needs a pair for each of the {type.Shape.Rank} axes of {type}, and these are {margins.Count}",
            type.Shape.Rank == 0 ? "leave `pad` out: one number has no axes" : $"for the last axes write `pad [{string.Join("; ", pairs)}]`");
        return null;
    }

    private static Dim? Size(Value value) => value switch
    {
        IntValue { Value: >= 0 } number => number.Value,
        DimValue symbolic => symbolic.Dim,
        _ => null,
    };

    private static ImmutableArray<Node>? Tensors(BuiltinCall call)
    {
        if (call.List(0, "argument") is not { } items || !call.Elaborator.Spend(call.Span, items.Length))
            return null;
        foreach (var item in items.Where(i => i is not NodeValue))
        {
            call.Mismatch(call.ItemOf(0, item), "argument", "a list of tensors");
            return null;
        }

        if (!items.IsEmpty)
            return [.. items.Cast<NodeValue>().Select(i => i.Node)];
        call.Fail(0, NameErrors.WrongKindOfArgument, $"`{call.Function.Name}` needs at least one tensor, and this list has none",
            $"write, for example, `{call.Function.Example}`");
        return null;
    }

    private static int? Axis(BuiltinCall call, int rank, TensorType type) => Axes.One(
        call, call.Options["axis"]!, call.SpanOf("axis"), rank, type);

    /// <summary>Two that may differ along one axis, with how they came to differ along another, and what would mend that.</summary>
    private static Value Unlike(BuiltinCall call, ImmutableArray<Node> tensors, int number, int axis)
    {
        var (first, other) = (tensors[0], tensors[number]);
        var help = $"they may differ along axis {axis} alone";
        var place = Enumerable.Range(0, Math.Min(first.Shape.Rank, other.Shape.Rank))
            .FirstOrDefault(i => i != axis && !first.Shape[i].Equals(other.Shape[i]), -1);
        if (place < 0)
            return Different(call, first.Type, other.Type, axis, help);
        return Different(
            call,
            first.Type,
            other.Type,
            axis,
            SizeAdvice.ToFit(call.Elaborator.Sizes, (first, place), (other, place)) is { } change ? $"{help}; {change}" : help,
            [.. Origins(0), .. Origins(number)]);

        IEnumerable<DiagnosticLabel> Origins(int item) => call.Elaborator.Origins.Labels(
            new Operand(tensors[item], call.ItemOf(0, ((ListValue)call[0]).Items[item]).Span), place, call.Elaborator.Calls);
    }

    /// <param name="axis">Where they may differ.</param>
    /// <param name="origins">How they came to differ elsewhere.</param>
    private static Value Different(
        BuiltinCall call, TensorType first, TensorType other, int? axis, string help, params ReadOnlySpan<DiagnosticLabel> origins) =>
        call.Elaborator.Unknowns.MayBeEqual(Without(axis, first), Without(axis, other))
            ? ErrorValue.Instance
            : call.Elaborator.Fail(
                ShapeErrors.ShapesDiffer,
                call.Arguments[0].Span,
                $"`{call.Function.Name}` cannot join {first} and {other}",
                help,
                origins);

    private static TensorType Without(int? axis, TensorType type) =>
        axis is { } at && at < type.Shape.Rank ? type with { Shape = new Shape(type.Shape.Dims.RemoveAt(at)) } : type;
}
