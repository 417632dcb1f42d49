using System.Globalization;

namespace NetLang.Compiler.Semantics.Training;

/// <summary>Sizes of memory as text: <c>512MB</c>. A KB is 1,024 bytes, a MB 1,024 KB, a GB 1,024 MB.</summary>
internal static class MemorySize
{
    private static readonly string[] Units = ["B", "KB", "MB", "GB"];

    /// <summary>In bytes; null where it is no such text, or less than a byte.</summary>
    public static long? Of(string text)
    {
        var number = text.TrimEnd().TrimEnd([.. "KMGB"]);
        var unit = Array.IndexOf(Units, text.TrimEnd()[number.Length..]);
        return unit >= 0
            && double.TryParse(number, NumberStyles.AllowDecimalPoint | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var count)
            && count * Math.Pow(1024, unit) is >= 1 and < long.MaxValue and var bytes
                ? (long)bytes
                : null;
    }
}
