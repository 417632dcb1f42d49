using System.Globalization;
using System.Text;

namespace NetLang.Compiler.Codegen;

/// <summary>A C# literal, in ASCII, whatever the value holds.</summary>
public readonly record struct CsLiteral
{
    private readonly string? text;

    private CsLiteral(string text) => this.text = text;

    public string Text => text ?? "null";

    public static CsLiteral Null { get; } = new("null");

    public static CsLiteral Of(bool value) => new(value ? "true" : "false");

    public static CsLiteral Of(int value) => new(value == int.MinValue ? "int.MinValue" : Invariant($"{value}"));

    public static CsLiteral Of(long value) => new(value == long.MinValue ? "long.MinValue" : Invariant($"{value}L"));

    public static CsLiteral Of(ulong value) => new(Invariant($"0x{value:X16}UL"));

    public static CsLiteral Of(float value) => new(value switch
    {
        float.NaN => "float.NaN",
        float.PositiveInfinity => "float.PositiveInfinity",
        float.NegativeInfinity => "float.NegativeInfinity",
        _ => Invariant($"{value:R}f"),
    });

    public static CsLiteral Of(double value) => new(value switch
    {
        double.NaN => "double.NaN",
        double.PositiveInfinity => "double.PositiveInfinity",
        double.NegativeInfinity => "double.NegativeInfinity",
        _ => Invariant($"{value:R}d"),
    });

    public static CsLiteral Of(string? value)
    {
        if (value is null)
            return Null;
        var result = new StringBuilder("\"");
        foreach (var c in value)
            result.Append(CsEscape.InString(c));
        return new(result.Append('"').ToString());
    }

    public override string ToString() => Text;

    private static string Invariant(FormattableString value) => value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>How single characters are written where they must not end a literal, a comment or a doc comment.</summary>
internal static class CsEscape
{
    public static string InString(char c) =>
        c is '"' or '\\' ? "\\" + c : IsPrintable(c) ? c.ToString() : Unicode(c);

    /// <summary>C# reads no escapes in comments, so this is for people only.</summary>
    public static string InComment(char c) => IsPrintable(c) ? c.ToString() : c == '\t' ? " " : Unicode(c);

    /// <summary>XML text: what XML 1.0 cannot hold becomes a space.</summary>
    public static string InXml(char c) => c switch
    {
        '<' => "&lt;",
        '>' => "&gt;",
        '&' => "&amp;",
        _ when IsPrintable(c) => c.ToString(),
        _ when c < ' ' || char.IsSurrogate(c) || c >= '\uFFFE' => " ",
        _ => string.Create(CultureInfo.InvariantCulture, $"&#x{(int)c:X};"),
    };

    /// <summary>A path in a <c>#line</c> directive, which knows no escapes: letters stay, so that debuggers find it.</summary>
    public static char InPath(char c) =>
        c != '"' && (IsPrintable(c) || (char.IsLetterOrDigit(c) && !char.IsSurrogate(c))) ? c : '_';

    private static bool IsPrintable(char c) => c is >= ' ' and <= '~';

    private static string Unicode(char c) => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
}
