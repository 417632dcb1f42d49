using System.Text;

namespace NetLang.Compiler.Diagrams.Svg;

/// <summary>How much room text takes in a font of one width: no font is at hand to measure with.</summary>
internal static class TextSize
{
    public const int BoxFont = 13;
    public const int LabelFont = 11;
    public const double LineHeight = 16;

    private const int LongestLine = 60;
    private const double WidthOfFont = 0.61;
    private const int FirstWide = 0x1100; // from here on most are as wide as two

    public static double Width(string text, int font) =>
        text.EnumerateRunes().Sum(rune => rune.Value < FirstWide ? 1 : 2) * font * WidthOfFont;

    /// <summary>The text, cut where nobody would read on.</summary>
    public static string Shortened(string text)
    {
        var runes = text.EnumerateRunes().Take(LongestLine + 1).ToList();
        return runes.Count <= LongestLine ? text : string.Concat(runes.Take(LongestLine - 1)) + new Rune('…');
    }
}
