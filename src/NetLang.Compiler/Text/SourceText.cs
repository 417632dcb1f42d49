namespace NetLang.Compiler.Text;

/// <summary>The text of one file. Lines and columns are counted from 1 for people and from 0 in here.</summary>
public sealed class SourceText
{
    private readonly int[] lineStarts;

    public SourceText(string path, string content)
    {
        Path = path;
        Content = content;
        lineStarts = FindLineStarts(content);
    }

    /// <summary>The path as the user wrote it; prelude files have paths such as <c>prelude/layers.net</c>.</summary>
    public string Path { get; }

    public string Content { get; }

    /// <summary>
    /// Where an imported file lies, seen from the folder of the main file; <c>.</c> for that folder. The paths of data
    /// that are written in it begin there.
    /// </summary>
    public string Folder { get; init; } = ".";

    public int LineCount => lineStarts.Length;

    public (int Line, int Column) Position(int offset)
    {
        var index = Array.BinarySearch(lineStarts, offset);
        var line = index >= 0 ? index : ~index - 1;
        return (line, offset - lineStarts[line]);
    }

    /// <summary>The text of a line (0-based), without its line end.</summary>
    public string Line(int line) => Content[lineStarts[line]..LineEnd(line)].TrimEnd('\n', '\r');

    /// <summary>Where the line behind a line (0-based) begins, or the text ends.</summary>
    public int LineEnd(int line) => line + 1 < lineStarts.Length ? lineStarts[line + 1] : Content.Length;

    private static int[] FindLineStarts(string content)
    {
        var starts = new List<int> { 0 };
        for (var i = 0; i < content.Length; i++)
        {
            if (content[i] == '\n')
                starts.Add(i + 1);
        }

        return [.. starts];
    }
}
