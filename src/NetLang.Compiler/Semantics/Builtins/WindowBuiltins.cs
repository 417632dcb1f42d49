using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Semantics.Sizes;
using NetLang.Compiler.Semantics.Values;

namespace NetLang.Compiler.Semantics.Builtins;

/// <summary>Windows that move along an axis: what convolutions and poolings are made of.</summary>
internal static class WindowBuiltins
{
    public static IEnumerable<BuiltinFunction> Table { get; } =
    [
        new("windows", 2, "windows 3 x", Windows)
        {
            Options = BuiltinFunction.Defaults(
                ("axis", new IntValue(-1)), ("stride", new IntValue(1)), ("dilation", new IntValue(1))),
        },
        new("blocks", 2, "blocks [2] x", Blocks),
    ];

    private static Value Windows(BuiltinCall call)
    {
        if (Positive(call, call.Arguments[0], "first argument") is not { } size
            || call.Tensor(1, "second argument") is not { } x
            || Axes.One(call, call.Options["axis"]!, call.SpanOf("axis"), x.Shape.Rank, x.Type) is not { } axis
            || Option(call, "stride") is not { } stride
            || Option(call, "dilation") is not { } dilation)
        {
            return ErrorValue.Instance;
        }

        var rule = new WindowRule(size, stride, dilation);
        if (LacksRoom(call, x, axis, WindowsOp.Count(x.Shape[axis], size, stride, dilation), rule))
            return ErrorValue.Instance;
        var windows = call.Builder.Windows(x, axis, size, stride, dilation);
        call.NoteSize(windows, axis, x, rule, axis);
        return new NodeValue(windows);
    }

    /// <summary>Windows side by side along the last axes, whose places follow them: [.., l] → [.., l / size, size].</summary>
    private static Value Blocks(BuiltinCall call)
    {
        if (call.List(0, "first argument") is not { } sizes || call.Tensor(1, "second argument") is not { } x)
            return ErrorValue.Instance;
        var first = x.Shape.Rank - sizes.Length;
        if (first < 0)
        {
            return call.Fail(
                0, ShapeErrors.Axis, $"`blocks` of {sizes.Length} axes, and {x.Type} has {x.Shape.Rank}", "give a size for each of the last axes");
        }

        var (b, covered, split) = (call.Builder, x.Shape.Dims, x.Shape.Dims[..first]);
        var rules = new List<WindowRule>();
        foreach (var item in sizes)
        {
            var axis = first + rules.Count;
            if (Positive(call, call.ItemOf(0, item), "size") is not { } size)
                return ErrorValue.Instance;
            rules.Add(new(size, size, 1));
            var count = Dim.FloorDivide(x.Shape[axis], size);
            if (LacksRoom(call, x, axis, count, rules[^1]))
                return ErrorValue.Instance;
            covered = covered.SetItem(axis, count * size);
            split = split.AddRange(count, size);
        }

        var part = covered.SequenceEqual(x.Shape) ? x : b.Slice(x, new Shape([.. covered.Select(_ => Dim.Zero)]), new Shape(covered));
        var blocks = b.Reshape(part, new Shape(split));
        foreach (var (i, rule) in rules.Index())
            call.NoteSize(blocks, first + (2 * i), x, rule, first + i);
        return new NodeValue(blocks);
    }

    /// <summary>Reports where nothing is left of an axis, with the formula and what would make room.</summary>
    /// <param name="count">What the axis becomes.</param>
    /// <param name="rule">How; null where that has no simple formula.</param>
    public static bool LacksRoom(BuiltinCall call, Node x, int axis, Dim count, SizeRule? rule)
    {
        if (!count.IsConstant || count.ConstantValue >= 1)
            return false;
        var (what, instead) = rule is CoverRule
            ? ("a transposed convolution leaves nothing of", "take less padding, or a larger window")
            : ($"a window{(rule is WindowRule window ? $" of {window.Size}" : "")} has no room on", "take more padding, or a smaller window");
        var found = $"{what} an axis of {x.Shape[axis]}";
        if (rule is null || !x.Shape[axis].IsConstant)
            return Report($"{found}, of which {count} is left");
        var step = call.Elaborator.Sizes.Step(x, axis, rule, call.Elaborator.Calls.UserPlace(call.Span));
        return Report($"{found}: {step.Text}; {SizeAdvice.ForRoom(step)}");

        bool Report(string message)
        {
            call.Elaborator.Fail(new Diagnostic(
                ShapeErrors.Window, call.Arguments[1].Span, message, [.. call.Elaborator.Sizes.Labels(x, axis)], instead));
            return true;
        }
    }

    private static long? Option(BuiltinCall call, string name) =>
        Positive(call, new Argument(call.Options[name]!, call.SpanOf(name)), $"option `{name}`");

    private static long? Positive(BuiltinCall call, Argument argument, string role)
    {
        if (argument.Value is IntValue { Value: > 0 and <= int.MaxValue and var value })
            return value;
        call.Mismatch(argument, role, "a whole number from 1 that is known at compile time");
        return null;
    }
}
