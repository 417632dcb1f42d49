using System.Globalization;
using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Semantics.Values;

namespace NetLang.Compiler.Semantics.Builtins;

/// <summary>Repetition at compile time: over counts and static lists.</summary>
internal static class ListBuiltins
{
    public static IEnumerable<BuiltinFunction> Table { get; } =
    [
        new("repeat", 3, "repeat 2 (dense 64) x", Repeat) { Applies = new(Index: 1, Given: 1) },
        new("map", 2, "map (fun n -> 2 * n) [8; 16]", Map) { Applies = new(Index: 0, Given: 1) },
        new("fold", 3, "fold (fun sum n -> sum + n) 0 [8; 16]", Fold) { Applies = new(Index: 0, Given: 2) },
        new("zip", 2, "zip [1; 2] [8; 16]", Zip),
        new("range", 1, "range 3", Range),
        new("length", 1, "length [8; 16]", call =>
            call.List(0, "argument") is { } items ? new IntValue(items.Length) : ErrorValue.Instance),
        new("append", 2, "append [8] [16; 32]", Append),
    ];

    private static Value Repeat(BuiltinCall call)
    {
        if (Count(call, 0) is not { } count || call.Callable(1, "second argument") is null)
            return ErrorValue.Instance;
        var value = call.Arguments[2];
        for (var i = 0; i < count && value.Value is not ErrorValue; i++)
            value = value with { Value = Iterate(call, 1, i, value) };
        return value.Value;
    }

    private static Value Map(BuiltinCall call)
    {
        if (call.Callable(0, "first argument") is null || call.List(1, "second argument") is not { } items)
            return ErrorValue.Instance;
        return new ListValue([.. items.Select((item, i) => Iterate(call, 0, i, call.ItemOf(1, item)))]);
    }

    private static Value Fold(BuiltinCall call)
    {
        if (call.Callable(0, "first argument") is null || call.List(2, "third argument") is not { } items)
            return ErrorValue.Instance;
        var state = call.Arguments[1];
        for (var i = 0; i < items.Length && state.Value is not ErrorValue; i++)
            state = state with { Value = Iterate(call, 0, i, state, call.ItemOf(2, items[i])) };
        return state.Value;
    }

    private static Value Zip(BuiltinCall call)
    {
        if (call.List(0, "first argument") is not { } left || call.List(1, "second argument") is not { } right)
            return ErrorValue.Instance;
        if (!call.Elaborator.Spend(call.Span, left.Length))
            return ErrorValue.Instance;
        return left.Length == right.Length
            ? new ListValue([.. left.Zip(right, (a, b) => new TupleValue([a, b]))])
            : call.Fail(
                1,
                NameErrors.WrongKindOfArgument,
                $"`zip` takes lists of one length, and these have {left.Length} and {right.Length} items",
                $"give both {Math.Min(left.Length, right.Length)} items, or both {Math.Max(left.Length, right.Length)}");
    }

    private static Value Range(BuiltinCall call) => Count(call, 0) is { } count && call.Elaborator.Spend(call.Span, count)
        ? new ListValue([.. Enumerable.Range(0, count).Select(i => new IntValue(i))])
        : ErrorValue.Instance;

    private static Value Append(BuiltinCall call)
    {
        if (call.List(0, "first argument") is not { } left || call.List(1, "second argument") is not { } right)
            return ErrorValue.Instance;
        var length = left.Length + right.Length;
        if (length > Budget.MaximumListLength)
        {
            return call.Elaborator.Fail(
                NameErrors.TooMuchWork,
                call.Span,
                $"this list has {length:N0} items, and a list has at most {Budget.MaximumListLength:N0}",
                "so many numbers belong in a tensor: `iota`, `filled`, a random draw, or data");
        }

        return call.Elaborator.Spend(call.Span, length) ? new ListValue(left.AddRange(right)) : ErrorValue.Instance;
    }

    /// <summary>Calls the function at an index; layer instances in it get the number of the iteration.</summary>
    private static Value Iterate(BuiltinCall call, int function, int iteration, params ReadOnlySpan<Argument> arguments)
    {
        var (value, span) = call.Arguments[function];
        var given = arguments.ToArray();
        var context = call.Elaborator.Context.Through(call.Span).Iteration(iteration);
        return call.Elaborator.In(context, () => call.Elaborator.Apply(value, span, given));
    }

    private static int? Count(BuiltinCall call, int index)
    {
        if (call[index] is DimValue dimension)
        {
            if (call.Elaborator.Unknowns.AreOpen)
                return null;
            call.Fail(
                index,
                ShapeErrors.SymbolDecides,
                $"{dimension.Dim} is chosen at run time, but `{call.Function.Name}` is unrolled at compile time",
                "make the dimension a number in the model's signature");
            return null;
        }

        if (call.Int(index, "count") is not { } count)
            return null;
        if (count is >= 0 and <= Budget.MaximumListLength)
            return (int)count;
        TooLong(call, index, count);
        return null;
    }

    private static Value TooLong(BuiltinCall call, int index, long count) => call.Fail(
        index,
        NameErrors.TooMuchWork,
        string.Create(
            CultureInfo.InvariantCulture,
            $"`{call.Function.Name}` takes a count from 0 to {Budget.MaximumListLength:N0}, not {count}"),
        count < 0
            ? "it counts from 0: give it a number that is not negative"
            : "`scan` runs over an axis of a tensor, of any length, without being unrolled");
}
