namespace NetLang.Compiler.Text;

/// <summary>A range of characters in a file.</summary>
public readonly record struct SourceSpan(SourceText Source, int Start, int Length)
{
    public int End => Start + Length;

    public string Text => Source.Content.Substring(Start, Length);

    /// <summary>Whether the other lies in it, or is it.</summary>
    public bool Contains(SourceSpan other) =>
        ReferenceEquals(Source, other.Source) && other.Start >= Start && other.End <= End;

    /// <summary>Whether a character lies in both.</summary>
    public bool Overlaps(SourceSpan other) =>
        ReferenceEquals(Source, other.Source) && Start < other.End && other.Start < End;

    /// <summary>The smallest span that covers both; both must lie in the same file.</summary>
    public SourceSpan To(SourceSpan other)
    {
        var start = Math.Min(Start, other.Start);
        return new(Source, start, Math.Max(End, other.End) - start);
    }

    public override string ToString()
    {
        var (line, column) = Source.Position(Start);
        return $"{Source.Path}({line + 1},{column + 1})";
    }
}
