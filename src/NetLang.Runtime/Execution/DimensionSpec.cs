using System.Globalization;

namespace NetLang.Runtime.Execution;

/// <summary>A dimension: a number, a symbol chosen at run time, or an expression over symbols.</summary>
/// <param name="Text">As the user wrote it: <c>28</c>, <c>N</c>, <c>16 * H</c>.</param>
/// <param name="Symbols">The numbers of the symbols in it.</param>
/// <param name="Evaluate">The value for a binding of all symbols.</param>
public sealed record DimensionSpec(string Text, int[] Symbols, Func<long[], long> Evaluate)
{
    /// <summary>Where the dimension is Slope · s + <see cref="Offset"/> for its only symbol s; else 0.</summary>
    public long Slope { get; init; }

    /// <summary>See <see cref="Slope"/>.</summary>
    public long Offset { get; init; }

    /// <summary>The number of the symbol where the dimension is just that, else -1.</summary>
    public int Symbol => Slope == 1 && Offset == 0 ? Symbols[0] : -1;

    /// <summary>A dimension that is a number.</summary>
    public static DimensionSpec Constant(long value) =>
        new(value.ToString(CultureInfo.InvariantCulture), [], _ => value);

    /// <summary>A dimension that is a symbol.</summary>
    public static DimensionSpec Named(string name, int index) => Linear(name, index, 1, 0);

    /// <summary>A dimension that is slope · symbol + offset.</summary>
    public static DimensionSpec Linear(string text, int index, long slope, long offset) =>
        new(text, [index], symbols => checked((slope * symbols[index]) + offset)) { Slope = slope, Offset = offset };

    /// <summary>Whether a symbol is in it.</summary>
    public bool Uses(int symbol)
    {
        foreach (var used in Symbols)
        {
            if (used == symbol)
                return true;
        }

        return false;
    }

    /// <summary>The value of its only symbol with which it has a size; null where there is none, or it is not linear.</summary>
    public long? Solve(long size) =>
        Slope != 0 && (size - Offset) % Slope == 0 && (size - Offset) / Slope is >= 0 and var value ? value : null;
}
