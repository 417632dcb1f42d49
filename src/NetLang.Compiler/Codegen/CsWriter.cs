using System.Globalization;
using System.Text;
using NetLang.Compiler.Text;

namespace NetLang.Compiler.Codegen;

/// <summary>Writes C# in blocks and lines. The only way in which emitted text comes to be.</summary>
public sealed class CsWriter
{
    private const int Width = 120;

    private readonly StringBuilder text = new();
    private int depth;
    private bool mapped;

    public override string ToString() => text.ToString();

    public void Line(CsText line) => Line(CsCode.Of(line));

    public void Line(CsCode line)
    {
        // A directive (#pragma, #nullable) stands at the left margin.
        if (!line.Text.StartsWith('#'))
            text.Append(' ', 4 * depth);
        text.Append(line.Text).Append('\n');
    }

    /// <summary>A line with a comment behind it.</summary>
    public void Line(CsText line, string comment) => Escaped($"{line} // ", comment, CsEscape.InComment);

    /// <summary>A line with a list in it, which goes on in further lines where one would be too long.</summary>
    public void List(CsText open, IEnumerable<CsCode> items, CsText close)
    {
        var (start, end) = (CsCode.Of(open), CsCode.Of(close));
        var parts = items.ToList();
        var whole = CsCode.Of($"{start}{CsCode.Join(", ", parts)}{end}");
        if (Fits(whole) || parts.Count == 0)
        {
            Line(whole);
            return;
        }

        Line(start);
        using var further = Indent();
        var line = parts[0];
        foreach (var part in parts.Skip(1))
        {
            var longer = CsCode.Of($"{line}, {part}");
            if (Fits(longer))
            {
                line = longer;
                continue;
            }

            Line($"{line},");
            line = part;
        }

        Line($"{line}{end}");
    }

    public void Blank() => text.Append('\n');

    /// <summary>A header, <c>{</c>, and <c>}</c> when the result is disposed.</summary>
    public Block Open(CsText header, string close = "}")
    {
        Line(header);
        return OpenBody(close);
    }

    /// <summary>A block without a header.</summary>
    public Block OpenBody(string close = "}")
    {
        Line($"{{");
        depth++;
        return new(this, close);
    }

    /// <summary>Further indentation until the result is disposed.</summary>
    public Block Indent()
    {
        depth++;
        return new(this, null);
    }

    public void Comment(string comment)
    {
        foreach (var line in comment.ReplaceLineEndings("\n").Split('\n'))
            Escaped("// ", line.TrimEnd(), CsEscape.InComment);
    }

    /// <summary>A <c>///</c> comment with the given text as its summary; none where it is null.</summary>
    public void Documentation(string? summary)
    {
        if (summary is null)
            return;
        Line($"/// <summary>");
        foreach (var line in summary.ReplaceLineEndings("\n").Split('\n'))
            Escaped("/// ", line.Trim(), CsEscape.InXml);
        Line($"/// </summary>");
    }

    /// <summary>A <c>param</c> tag of a <c>///</c> comment.</summary>
    public void ParameterDocumentation(CsName parameter, string description) =>
        Escaped($"/// <param name=\"{parameter.Text.TrimStart('@')}\">", description, CsEscape.InXml, "</param>");

    /// <summary>The lines that follow carry the work of a place in a <c>.net</c> file.</summary>
    public void MapTo(SourceSpan span)
    {
        var line = span.Source.Position(span.Start).Line + 1;
        var path = string.Concat(span.Source.Path.Select(CsEscape.InPath));
        text.Append(CultureInfo.InvariantCulture, $"#line {line} \"{path}\"\n");
        mapped = true;
    }

    /// <summary>The lines that follow are the compiler's own again.</summary>
    public void EndMap()
    {
        if (mapped)
            text.Append("#line default\n");
        mapped = false;
    }

    // With two characters for what ends a line of a list.
    private bool Fits(CsCode line) => (4 * depth) + line.Text.Length + 2 <= Width;

    private void Escaped(string prefix, string content, Func<char, string> escape, string end = "")
    {
        text.Append(' ', 4 * depth).Append(prefix);
        foreach (var c in content)
            text.Append(escape(c));
        text.Append(end).Append('\n');
    }

    private void Close(string? close)
    {
        depth--;
        if (close is not null)
            text.Append(' ', 4 * depth).Append(close).Append('\n');
    }

    public readonly struct Block(CsWriter writer, string? close) : IDisposable
    {
        public void Dispose() => writer.Close(close);
    }
}
