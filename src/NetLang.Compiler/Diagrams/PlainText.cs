using System.Text;

namespace NetLang.Compiler.Diagrams;

/// <summary>Text of a model on its way into a picture.</summary>
internal static class PlainText
{
    /// <summary>One line of what every format may hold: other characters, as controls, become U+FFFD.</summary>
    public static string Of(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) // a lone surrogate comes as U+FFFD
            plain.Append(Rune.IsControl(rune) || rune.Value is 0xFFFE or 0xFFFF ? Rune.ReplacementChar : rune);
        return plain.ToString();
    }
}
