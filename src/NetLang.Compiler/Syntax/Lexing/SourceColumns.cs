using NetLang.Compiler.Text;

namespace NetLang.Compiler.Syntax.Lexing;

/// <summary>Where tokens stand, for the layout rules.</summary>
internal sealed class SourceColumns(SourceText source)
{
    private const int TabWidth = 4;

    private readonly bool isPlain = !source.Content.Contains('\t') && !source.Content.StartsWith('\uFEFF');

    public SourceText Source => source;

    public int Line(int offset) => source.Position(offset).Line;

    /// <summary>
    /// The column from 0. Tabs are errors already; they are widened here so that one error does not lead to others. A
    /// byte order mark has no width.
    /// </summary>
    public int Column(int offset)
    {
        var characters = source.Position(offset).Column;
        if (isPlain)
            return characters;
        var column = 0;
        for (var i = offset - characters; i < offset; i++)
        {
            column += source.Content[i] switch
            {
                '\t' => TabWidth - column % TabWidth,
                '\uFEFF' => 0,
                _ => 1,
            };
        }

        return column;
    }
}
