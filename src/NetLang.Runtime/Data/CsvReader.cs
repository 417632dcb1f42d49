namespace NetLang.Runtime.Data;

/// <summary>
/// Comma-separated values after RFC 4180: quoted fields with doubled quotes, commas and line breaks in them; lines end
/// with CRLF or LF. Empty lines are skipped.
/// </summary>
internal sealed class CsvReader(TextReader text)
{
    // No row is that long, but for what follows a quote that nobody closed: memory shall not be full before it is said.
    private const int LongestRow = 1 << 26;

    private readonly List<int> ends = [];
    private char[] buffer = new char[256];
    private int length;
    private int nextLine = 1;

    /// <summary>The number of fields of the row that was read last.</summary>
    public int FieldCount => ends.Count;

    /// <summary>The line on which the row that was read last begins, from 1.</summary>
    public int Line { get; private set; }

    /// <summary>A field of the row that was read last, without its quotes.</summary>
    public ReadOnlySpan<char> Field(int index)
    {
        var start = index == 0 ? 0 : ends[index - 1];
        return buffer.AsSpan(start, ends[index] - start);
    }

    /// <summary>Reads a row; false at the end.</summary>
    /// <exception cref="FormatException">A quoted field has no end, or text follows its end, or a row is very long.</exception>
    public bool Read()
    {
        while (text.Peek() is '\r' or '\n')
            SkipLineBreak(text.Read());
        if (text.Peek() < 0)
            return false;

        Line = nextLine;
        ends.Clear();
        length = 0;
        while (true)
        {
            if (text.Peek() == '"')
                ReadQuoted();
            else
                ReadPlain();
            ends.Add(length);
            CheckLength();

            var separator = text.Read();
            if (separator == ',')
                continue;
            if (separator >= 0)
                SkipLineBreak(separator);
            return true;
        }
    }

    private void ReadPlain()
    {
        while (text.Peek() is not (',' or '\r' or '\n' or < 0))
            Append((char)text.Read());
    }

    private void ReadQuoted()
    {
        var opening = nextLine;
        text.Read();
        while (true)
        {
            var next = text.Read();
            if (next < 0)
                throw new FormatException($"the quote opened on line {opening} is never closed");
            if (next == '\n')
                nextLine++;
            if (next != '"')
            {
                Append((char)next);
                continue;
            }

            if (text.Peek() != '"')
                break;
            text.Read();
            Append('"');
        }

        if (text.Peek() is not (',' or '\r' or '\n' or < 0))
            throw new FormatException($"text follows the closing quote on line {nextLine}");
    }

    private void SkipLineBreak(int first)
    {
        if (first == '\r' && text.Peek() == '\n')
            text.Read();
        nextLine++;
    }

    private void Append(char next)
    {
        CheckLength();
        if (length == buffer.Length)
            Array.Resize(ref buffer, 2 * length);
        buffer[length++] = next;
    }

    private void CheckLength()
    {
        if (length + ends.Count >= LongestRow)
            throw new FormatException(FormattableString.Invariant($"the row on line {Line} has {LongestRow:N0} characters, or more"));
    }
}
