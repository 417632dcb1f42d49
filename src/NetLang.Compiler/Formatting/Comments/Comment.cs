namespace NetLang.Compiler.Formatting.Comments;

/// <summary>A comment, and how it stood in the text.</summary>
/// <param name="Text">With its marks, without blanks at the end; its lines end with <c>\n</c>.</param>
/// <param name="Column">Where it begins, from 0.</param>
/// <param name="StartsLine">Whether nothing stands before it on its line.</param>
/// <param name="IsBelowBlank">Whether an empty line is above it.</param>
internal sealed record Comment(string Text, int Column, bool StartsLine, bool IsBelowBlank)
{
    /// <summary>Whether nothing may follow on its last line: it would become part of the comment, or stand where it did not.</summary>
    public bool EndsLine => Text.StartsWith("//", StringComparison.Ordinal) || Text.Contains('\n', StringComparison.Ordinal);
}
