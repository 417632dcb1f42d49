using System.Collections.Immutable;
using NetLang.Compiler.IR;
using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Semantics.Values;
using NetLang.Compiler.Text;

namespace NetLang.Compiler.Semantics.Builtins;

/// <summary>Axes as programs give them: counted from 0, negative ones from the end.</summary>
internal static class Axes
{
    /// <summary>An axis from 0 to rank - 1; null after reporting.</summary>
    /// <param name="rank">The number of axes to choose from.</param>
    public static int? One(BuiltinCall call, Value axis, SourceSpan span, int rank, TensorType type)
    {
        switch (axis)
        {
            case ErrorValue:
                return null;
            case IntValue { Value: var value } when value >= -rank && value < rank:
                return (int)(value < 0 ? value + rank : value);
            case IntValue { Value: var value }:
                var range = rank switch
                {
                    0 => "it has no axes",
                    1 => "its only axis is 0",
                    _ => $"its axes are 0 to {rank - 1}, or -1 to -{rank} from the end",
                };
                call.Elaborator.Fail(
                    ShapeErrors.Axis, span, $"`{call.Function.Name}` of {type} has no axis {value}", range);
                return null;
            default:
                call.Mismatch(
                    new Argument(axis, span),
                    "axis",
                    "a whole number that is known at compile time",
                    call.Function.Options?["axis"] is null ? null : "write `{ axis = 1 }`, or `{ axis = -1 }` for the last");
                return null;
        }
    }

    /// <summary>Option <c>axis</c>: <c>All</c>, an axis or a list of axes; sorted; null after reporting.</summary>
    public static ImmutableArray<long>? Option(BuiltinCall call, TensorType type)
    {
        var value = call.Options["axis"]!;
        var span = call.SpanOf("axis");
        if (value is CaseValue { Name: "All" })
            return [.. Enumerable.Range(0, type.Shape.Rank).Select(a => (long)a)];
        return Several(call, value, span, type);
    }

    /// <summary>An axis or a list of different axes, sorted; null after reporting.</summary>
    public static ImmutableArray<long>? Several(BuiltinCall call, Value value, SourceSpan span, TensorType type)
    {
        var axes = new SortedSet<long>();
        var items = value is ListValue list ? list.Items : [value];
        foreach (var item in items)
        {
            if (One(call, item, item.PlaceIn(span), type.Shape.Rank, type) is not { } axis)
                return null;
            if (!axes.Add(axis))
            {
                call.Elaborator.Fail(
                    ShapeErrors.Axis,
                    span,
                    $"axis {axis} is given twice",
                    axes.Count == 1
                        ? $"name it once: `{axis}`; axes from the end are negative"
                        : $"name each once: `[{string.Join("; ", axes)}]`; axes from the end are negative");
                return null;
            }
        }

        return [.. axes];
    }
}
