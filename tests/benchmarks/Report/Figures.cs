using System.Globalization;
using NetLang.Benchmarks.Cases;

namespace NetLang.Benchmarks.Report;

/// <summary>Figures as people read them: three digits and a unit.</summary>
internal static class Figures
{
    public static string Text(this Unit unit, double value) => unit == Unit.Bytes ? Bytes(value) : Seconds(value);

    public static string Bytes(double bytes) => $"{Digits(bytes / (1 << 20))} MiB";

    public static string Ratio(Spread ratio) =>
        $"{Times(ratio.Median)} ({Digits(ratio.Least)}–{Digits(ratio.Most)})";

    public static string Times(double ratio) => $"{Digits(ratio)}x";

    public static string Percent(double part) => $"{Math.Round(part * 100)}%";

    private static string Seconds(double seconds) => seconds switch
    {
        < 1e-6 => $"{Digits(seconds * 1e9)} ns",
        < 1e-3 => $"{Digits(seconds * 1e6)} µs",
        < 1 => $"{Digits(seconds * 1e3)} ms",
        _ => $"{Digits(seconds)} s",
    };

    private static string Digits(double value)
    {
        var decimals = Math.Abs(value) switch { >= 100 => "F0", >= 10 => "F1", _ => "F2" };
        return value.ToString(decimals, CultureInfo.InvariantCulture);
    }
}
