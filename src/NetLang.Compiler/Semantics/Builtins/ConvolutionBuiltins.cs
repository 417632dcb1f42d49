using System.Collections.Immutable;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Semantics.Sizes;
using NetLang.Compiler.Semantics.Values;
using NetLang.Runtime;

namespace NetLang.Compiler.Semantics.Builtins;

/// <summary>What convolutions in two dimensions are made of.</summary>
internal static class ConvolutionBuiltins
{
    /// <summary>Places that a window may reach over: as much of the input is at hand for each row of the result.</summary>
    private const double MostPlaces = 1 << 20;

    private static readonly TupleValue Ones = Pair(1, 1);

    public static IEnumerable<BuiltinFunction> Table { get; } =
    [
        new("convolve", 2, "convolve (reshape [1; 1; 2; 2] y[0, ..]) (reshape [1; 1; 7; 4] x)", Convolve)
        {
            Options = BuiltinFunction.Defaults(
                ("stride", Ones),
                ("padding", new TupleValue([Pair(0, 0), Pair(0, 0)])),
                ("dilation", Ones),
                ("spread", Ones),
                ("groups", new IntValue(1))),
        },
    ];

    private static TupleValue Pair(long rows, long columns) => new([new IntValue(rows), new IntValue(columns)]);

    /// <summary>weight [o, c / groups, kh, kw], x [n, c, h, w] → [n, o, oh, ow]; channels lie last meanwhile.</summary>
    private static Value Convolve(BuiltinCall call)
    {
        if (call.Tensor(0, "first argument") is not { } weight
            || call.Tensor(1, "second argument") is not { } x
            || Numbers(call, "stride") is not { } stride
            || Numbers(call, "dilation") is not { } dilation
            || Numbers(call, "spread") is not { } spread
            || Groups(call) is not { } groups
            || Margins(call) is not { } margins
            || !Fit(call, weight, x, groups))
        {
            return ErrorValue.Instance;
        }

        if (Reach(0) * Reach(1) > MostPlaces)
        {
            return call.Fail(
                1,
                ShapeErrors.Window,
                $"a window of {weight.Shape[2]} by {weight.Shape[3]} places, {dilation[0]} and {dilation[1]} apart, reaches over "
                + $"{Reach(0):F0} by {Reach(1):F0}, which is more than {MostPlaces:F0} in all",
                "take a smaller `dilation`, or pool the images first");
        }

        var isTransposed = call.Options.Fields.Any(field => field is { Name: "spread", Span: not null });
        var (rows, columns) = (Rule(0), Rule(1));
        var size = new Shape([Size(0), Size(1)]);
        if (WindowBuiltins.LacksRoom(call, x, 2, size[0], rows) || WindowBuiltins.LacksRoom(call, x, 3, size[1], columns))
            return ErrorValue.Instance;
        var window = new ConvolutionWindow(stride, dilation, spread, new Shape([margins[0].Before, margins[1].Before]), size);
        var y = ChannelsFirst(call.Builder, weight, x, groups, window);
        if (rows is not null)
            call.NoteSize(y, 2, x, rows, 2);
        if (columns is not null)
            call.NoteSize(y, 3, x, columns, 3);
        return new NodeValue(y);

        Dim Size(int axis)
        {
            var reach = ((weight.Shape[axis + 2] - 1) * dilation[axis]) + 1;
            var length = ((x.Shape[axis + 2] - 1) * spread[axis]) + 1 + margins[axis].Before + margins[axis].Behind;
            return Dim.FloorDivide(length - reach, stride[axis]) + 1;
        }

        // Told as the convolution was meant: the margins of a transposed one are what its padding leaves of the windows.
        SizeRule? Rule(int axis)
        {
            if (margins[axis] is not ({ IsConstant: true } before, { IsConstant: true } behind))
                return null;
            var places = weight.Shape[axis + 2].ConstantValue;
            var margin = new MarginRule(before.ConstantValue, behind.ConstantValue);
            return !isTransposed ? new WindowRule(places, stride[axis], dilation[axis], margin)
                : stride[axis] == 1 ? CoverRule.Of(places, spread[axis], dilation[axis], margin)
                : null;
        }

        double Reach(int axis) => ((double)(weight.Shape[axis + 2].ConstantValue - 1) * dilation[axis]) + 1;
    }

    private static Node ChannelsFirst(GraphBuilder b, Node weight, Node x, long groups, ConvolutionWindow window)
    {
        var (n, c, o) = (x.Shape[0], x.Shape[1], weight.Shape[0]);
        var (ofGroup, outputs) = (weight.Shape[1], Dim.FloorDivide(o, groups));
        var last = b.Reshape(b.Transpose(x, [0, 2, 3, 1]), new Shape([n, x.Shape[2], x.Shape[3], groups, ofGroup]));
        var grouped = b.Reshape(weight, new Shape([groups, outputs, ofGroup, weight.Shape[2], weight.Shape[3]]));
        var y = b.Convolution(last, b.Transpose(grouped, [0, 3, 4, 2, 1]), window);
        return b.Transpose(b.Reshape(y, new Shape([n, window.Size[0], window.Size[1], o])), [0, 3, 1, 2]);
    }

    private static bool Fit(BuiltinCall call, Node weight, Node x, long groups)
    {
        if (x.Type.Element is not (ElementType.F32 or ElementType.F64) || weight.Type.Element != x.Type.Element)
        {
            call.Fail(
                1,
                ShapeErrors.ElementKind,
                $"`convolve` takes weights and images of one float type, not {weight.Type} and {x.Type}",
                "convert one of them: `cast f32 …`");
            return false;
        }

        var fit = weight.Shape.Rank == 4 && x.Shape.Rank == 4 && weight.Shape.IsStatic
            && (weight.Shape[1] * groups).Equals(x.Shape[1]) && weight.Shape[0].ConstantValue % groups == 0;
        if (!fit)
        {
            call.Fail(
                0,
                ShapeErrors.ShapesDiffer,
                $"`convolve` of {x.Type} in {groups} groups cannot take weights {weight.Type}",
                $"x is [n, c, h, w], and weights are [o, c / {groups}, kh, kw] of known size, where {groups} divides c and o");
        }

        return fit;
    }

    private static long? Groups(BuiltinCall call)
    {
        if (call.Options["groups"] is IntValue { Value: > 0 and <= int.MaxValue and var groups })
            return groups;
        call.Mismatch(new Argument(call.Options["groups"]!, call.SpanOf("groups")), "option `groups`", "a whole number from 1");
        return null;
    }

    /// <summary>A pair of numbers from 1, of rows and of columns.</summary>
    private static ImmutableArray<long>? Numbers(BuiltinCall call, string option)
    {
        if (call.Options[option] is TupleValue
            {
                Items: [IntValue { Value: > 0 and <= int.MaxValue and var rows }, IntValue { Value: > 0 and <= int.MaxValue and var columns }],
            })
        {
            return [rows, columns];
        }

        call.Mismatch(
            new Argument(call.Options[option]!, call.SpanOf(option)), $"option `{option}`", "a pair of whole numbers from 1, such as `(2, 2)`");
        return null;
    }

    /// <summary>Zeros at the ends; below 0, what is cut off there.</summary>
    private static ImmutableArray<(Dim Before, Dim Behind)>? Margins(BuiltinCall call)
    {
        var given = call.Options["padding"]!;
        if (given is TupleValue { Items: [TupleValue { Items: [var a, var b] }, TupleValue { Items: [var c, var d] }] }
            && Margin(a) is { } top && Margin(b) is { } bottom && Margin(c) is { } left && Margin(d) is { } right)
        {
            return [(top, bottom), (left, right)];
        }

        call.Mismatch(
            new Argument(given, call.SpanOf("padding")),
            "option `padding`",
            "pairs of (before, behind) of the rows and of the columns, such as `((1, 1), (1, 1))`");
        return null;
    }

    private static Dim? Margin(Value value) => value switch
    {
        IntValue { Value: >= -int.MaxValue and <= int.MaxValue } number => number.Value,
        DimValue symbolic => symbolic.Dim,
        _ => null,
    };
}
