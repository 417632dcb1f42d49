using System.Globalization;
using System.Runtime.CompilerServices;

namespace NetLang.Runtime.Tests.Simd;

/// <summary>A line of functions.csv, which functions.py writes: a function's value to twice the precision of f64.</summary>
/// <param name="Y">The second argument, where there is one.</param>
/// <param name="Value">The nearest number of the type.</param>
/// <param name="Rest">What is to be added to it.</param>
internal sealed record ExactValue(string Function, bool IsSingle, double X, double Y, double Value, double Rest)
{
    public static IEnumerable<ExactValue> Of(string function)
    {
        foreach (var line in File.ReadLines(Path.Combine(ThisDirectory(), "functions.csv")))
        {
            if (line.Split(',') is [var name, var type, var x, var y, var value, var rest] && name == function)
                yield return new(name, type == "f32", HexFloat(x), HexFloat(y), HexFloat(value), HexFloat(rest));
        }
    }

    /// <summary>How far a result lies away, in units in the last place of the type.</summary>
    public double ErrorOf(double actual) => Math.Abs(actual - Value - Rest) / Unit(Value, IsSingle);

    /// <summary>The distance to the next float of larger magnitude.</summary>
    private static double Unit(double value, bool single)
    {
        var exponent = value == 0 ? -2000 : Math.ILogB(value);
        return single ? Math.ScaleB(1, Math.Max(exponent, -126) - 23) : Math.ScaleB(1, Math.Max(exponent, -1022) - 52);
    }

    /// <summary>A C99 hexadecimal float: 0x1.8p+1.</summary>
    private static double HexFloat(string text)
    {
        if (text.Length == 0)
            return 0;
        var negative = text.StartsWith('-');
        var parts = text[(negative ? 3 : 2)..].Split('p', '.');
        var (whole, fraction, exponent) = parts.Length == 3 ? (parts[0], parts[1], parts[2]) : (parts[0], "", parts[1]);
        var digits = ulong.Parse(whole + fraction, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        var value = Math.ScaleB(digits, int.Parse(exponent, CultureInfo.InvariantCulture) - (4 * fraction.Length));
        return negative ? -value : value;
    }

    private static string ThisDirectory([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
