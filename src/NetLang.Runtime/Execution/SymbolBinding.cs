using System.Globalization;

namespace NetLang.Runtime.Execution;

/// <summary>Finds the values of symbols from what a caller gives, and checks the rest against them.</summary>
internal static class SymbolBinding
{
    /// <summary>A symbol that nothing has bound yet.</summary>
    public const long Unbound = -1;

    public static long ElementCount(TensorSpec tensor, long[] symbols)
    {
        long count = 1;
        foreach (var dimension in tensor.Shape)
            count = checked(count * dimension.Evaluate(symbols));
        return count;
    }

    /// <summary>Binds the one symbol that is unbound so that the tensors have the lengths given.</summary>
    /// <exception cref="ArgumentException">No value fits a length, or more than one symbol is unbound.</exception>
    public static void Complete(ModelSpec model, long[] symbols, ReadOnlySpan<long> lengths)
    {
        var unknown = FirstUnbound(symbols, from: 0);
        if (unknown >= 0)
        {
            if (FirstUnbound(symbols, unknown + 1) is >= 0 and var other)
                throw new ArgumentException(
                    $"{model.Name}: give {model.Symbols[unknown]} or {model.Symbols[other]}: from the lengths of the "
                    + "inputs only one dimension can be found");
            symbols[unknown] = Infer(model, symbols, lengths, unknown);
        }

        try
        {
            for (var input = 0; input < model.Inputs.Length; input++)
            {
                if (ElementCount(model.Inputs[input], symbols) != lengths[input])
                    throw WrongLength(model, input, symbols, lengths[input], multiple: false);
            }
        }
        catch (OverflowException overflow)
        {
            throw new ArgumentException(
                $"{model.Name}: with {Describe(model, symbols)} an input has more elements than 64 bits can count",
                overflow);
        }
    }

    /// <summary>The shape as text: <c>f32[N, 1, 28, 28]</c>.</summary>
    public static string Describe(TensorSpec tensor) =>
        $"{tensor.Type.Name()}[{string.Join(", ", tensor.Shape.Select(dimension => dimension.Text))}]";

    /// <summary>Values of the symbols as text: <c>N = 3, T = 7</c>.</summary>
    public static string Describe(ModelSpec model, long[] symbols) => model.Symbols.Length == 0
        ? "its constant shapes"
        : string.Join(", ", model.Symbols.Zip(symbols, (name, value) => $"{name} = {value}"));

    // Not Array.IndexOf: an app that starts has no code for it yet (ARCHITECTURE.md, Decisions).
    private static int FirstUnbound(long[] symbols, int from)
    {
        for (var symbol = from; symbol < symbols.Length; symbol++)
        {
            if (symbols[symbol] == Unbound)
                return symbol;
        }

        return -1;
    }

    private static long Infer(ModelSpec model, long[] symbols, ReadOnlySpan<long> lengths, int unknown)
    {
        symbols[unknown] = 1;
        for (var input = 0; input < model.Inputs.Length; input++)
        {
            var shape = model.Inputs[input].Shape;
            if (OnlyUse(shape, unknown) is not { } axis)
                continue;
            var each = 1L; // what one place of that axis costs
            for (var other = 0; other < shape.Length; other++)
                each = other == axis ? each : checked(each * shape[other].Evaluate(symbols));
            if (each > 0 && lengths[input] % each == 0 && shape[axis].Solve(lengths[input] / each) is { } value)
                return value;
            throw shape[axis].Offset == 0
                ? WrongLength(model, input, symbols, lengths[input], multiple: true)
                : new ArgumentException(
                    $"{model.Name}: input '{model.Inputs[input].Name}' is {Describe(model.Inputs[input])}, which for no "
                    + $"{model.Symbols[unknown]} has the {lengths[input]} elements that were given",
                    model.Inputs[input].Name);
        }

        throw new ArgumentException($"{model.Name}: give {model.Symbols[unknown]}: no input has it as a dimension");
    }

    /// <summary>The axis that alone needs a symbol, and from whose length it follows; null where there is none such.</summary>
    private static int? OnlyUse(DimensionSpec[] shape, int symbol)
    {
        int? found = null;
        for (var axis = 0; axis < shape.Length; axis++)
        {
            if (!shape[axis].Uses(symbol))
                continue;
            if (found is not null || shape[axis].Slope == 0)
                return null;
            found = axis;
        }

        return found;
    }

    private static ArgumentException WrongLength(ModelSpec model, int input, long[] symbols, long given, bool multiple)
    {
        var tensor = model.Inputs[input];
        var expected = ElementCount(tensor, symbols).ToString(CultureInfo.InvariantCulture);
        return new ArgumentException(
            $"{model.Name}: input '{tensor.Name}' is {Describe(tensor)}, so its length must be "
            + $"{(multiple ? "a multiple of " : "")}{expected}, but {given} elements were given",
            tensor.Name);
    }
}
