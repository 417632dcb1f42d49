using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Compiler.Semantics.Errors;
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

        var reach = Dim.Constant(size - 1) * dilation + 1;
        var count = WindowsOp.Count(x.Shape[axis], size, stride, dilation);
        var hasRoom = !(count.IsConstant && count.ConstantValue < 1);
        return hasRoom
            ? call.Shaped(call.Builder.Windows(x, axis, size, stride, dilation), 1)
            : NoRoom(call, (size, stride, dilation), $"axis {axis} of {x.Type} has {x.Shape[axis]}", x.Shape[axis],
                $"`pad` the axis with {reach - x.Shape[axis]} or more");
    }

    /// <summary>Reports that not one window has room along an axis, with how many would follow from its length.</summary>
    /// <param name="found">What there is: <c>axis 1 of … has 4</c>.</param>
    /// <param name="length">Of the axis, padding included.</param>
    /// <param name="remedy">What would make room.</param>
    public static Value NoRoom(BuiltinCall call, (Dim Size, long Stride, long Dilation) window, string found, Dim length, string remedy)
    {
        var (size, stride, dilation) = window;
        var reach = ((size - 1) * dilation) + 1;
        return call.Fail(
            1,
            ShapeErrors.Window,
            $"a window of {size} places{(dilation == 1 ? "" : $", {dilation} apart,")} reaches over {reach}, and {found}",
            $"there are ⌊({length} - {reach}) / {stride}⌋ + 1 windows: take a smaller one, or {remedy}");
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
