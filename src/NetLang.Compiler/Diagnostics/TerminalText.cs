using System.Globalization;

namespace NetLang.Compiler.Diagnostics;

/// <summary>
/// Text of files as a terminal may show it. A source file, a table or a weight file must not be able to send commands to a
/// terminal, nor to change the order in which a line is read.
/// </summary>
public static class TerminalText
{
    /// <summary>
    /// Control characters become blanks, so that a tab does not shift what stands below it; characters that change the
    /// direction of text, or are not seen, and halves of characters become U+FFFD.
    /// </summary>
    /// <param name="keepLines">Whether line feeds stay.</param>
    public static string Clean(string text, bool keepLines = false) =>
        string.Create(text.Length, (text, keepLines), static (span, state) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                var c = state.text[i];
                span[i] = char.IsControl(c) ? state.keepLines && c == '\n' ? c : ' '
                    : IsSeen(state.text, i) ? c : '\uFFFD';
            }
        });

    /// <summary>Whether a character is harmless: neither a control character nor one of those above.</summary>
    internal static bool IsHarmless(string text, int at) => !char.IsControl(text[at]) && IsSeen(text, at);

    private static bool IsSeen(string text, int at) => CharUnicodeInfo.GetUnicodeCategory(text[at]) switch
    {
        UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => false,
        UnicodeCategory.Surrogate => char.IsHighSurrogate(text[at])
            ? at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]) && IsSeenPair(text, at)
            : at > 0 && char.IsHighSurrogate(text[at - 1]) && IsSeenPair(text, at - 1),
        _ => true,
    };

    // Tags and musical format characters lie beyond U+FFFF.
    private static bool IsSeenPair(string text, int at) =>
        CharUnicodeInfo.GetUnicodeCategory(text, at) != UnicodeCategory.Format;
}
