namespace NetLang.Compiler.Diagnostics;

/// <summary>As much of a line as a terminal shows: a line of a thousand columns would hide what is below it.</summary>
/// <param name="Text">The part, with `…` where something is left out.</param>
/// <param name="Offset">How far columns move to the left.</param>
internal readonly record struct LineWindow(string Text, int Offset)
{
    private const int Width = 160;
    private const int Before = 60;

    /// <param name="column">What must be seen.</param>
    public static LineWindow Of(string line, int column)
    {
        if (line.Length <= Width)
            return new(line, 0);
        var start = Math.Clamp(column - Before, 0, line.Length - Width);
        var part = line.Substring(start, Width).ToCharArray();
        if (start > 0)
            part[0] = '…';
        if (start + Width < line.Length)
            part[^1] = '…';
        return new(TerminalText.Clean(new string(part)), start); // a pair of surrogates may have been cut
    }

    /// <summary>A mark within the part.</summary>
    public SourceMark Move(SourceMark mark)
    {
        var column = Math.Clamp(mark.Column - Offset, 0, Math.Max(0, Text.Length - 1));
        var end = Math.Min(mark.Column + mark.Length - Offset, Math.Max(Text.Length, 1));
        return Text.Length < Width ? mark : mark with { Column = column, Length = Math.Max(1, end - column) };
    }
}
