using NetLang.Compiler.IR;

namespace NetLang.Compiler.Semantics.Sizes;

/// <summary>How the length of an axis follows from that of another, which is called its source.</summary>
internal abstract record SizeRule
{
    /// <summary>The formula, over the text of the source.</summary>
    public abstract string Text(string source);

    public abstract long Length(long source);

    /// <summary>The sources that give lengths in a range.</summary>
    public abstract Range Before(Range lengths);

    /// <summary>⌈a / b⌉, b above 0.</summary>
    public static long Ceiling(long a, long b) => (a / b) + (a % b > 0 ? 1 : 0);

    public static long Floor(long a, long b) => -Ceiling(-a, b);

    /// <summary>Lengths; none where <paramref name="Least"/> is above <paramref name="Most"/>.</summary>
    public readonly record struct Range(long Least, long Most);
}

/// <summary>An axis that is made longer at its ends, or below 0 is cut off.</summary>
internal sealed record MarginRule(long First, long Last) : SizeRule
{
    public override string Text(string source) =>
        First == Last ? $"{source} {(First < 0 ? '-' : '+')} 2·{Math.Abs(First)}" : source + Term(First) + Term(Last);

    public override long Length(long source) => source + First + Last;

    public override Range Before(Range lengths) => new(lengths.Least - First - Last, lengths.Most - First - Last);

    private static string Term(long part) => part switch
    {
        0 => "",
        < 0 => $" - {-part}",
        _ => $" + {part}",
    };
}

/// <summary>How many windows an axis has room for.</summary>
/// <param name="Padding">That of a convolution, which may be any.</param>
internal sealed record WindowRule(long Size, long Stride, long Dilation, MarginRule? Padding = null) : SizeRule
{
    public long Reach => ((Size - 1) * Dilation) + 1;

    public override string Text(string source)
    {
        var reach = Dilation == 1 ? $"{Size}" : $"{Dilation}·({Size} - 1) - 1";
        var steps = $"({Padding?.Text(source) ?? source} - {reach}) / {Stride}";
        return (Stride == 1 ? steps : $"⌊{steps}⌋") + " + 1";
    }

    public override long Length(long source) => Floor(source + Added - Reach, Stride) + 1;

    public override Range Before(Range lengths) => new(
        ((lengths.Least - 1) * Stride) + Reach - Added, (lengths.Most * Stride) + Reach - 1 - Added);

    private long Added => Padding?.Length(0) ?? 0;
}

/// <summary>What the windows of a transposed convolution cover, without the padding and with the output padding.</summary>
internal sealed record CoverRule(long Size, long Stride, long Dilation, long Padding, long Extra) : SizeRule
{
    public long Reach => ((Size - 1) * Dilation) + 1;

    /// <summary>The convolution that gives the same, where <paramref name="margin"/> is what the padding leaves of the windows.</summary>
    public static CoverRule Of(long size, long stride, long dilation, MarginRule margin) =>
        new(size, stride, dilation, ((size - 1) * dilation) - margin.First, margin.Last - margin.First);

    public override string Text(string source)
    {
        var reach = Dilation == 1 ? $"{Size}" : $"{Dilation}·({Size} - 1) + 1";
        return $"({source} - 1)·{Stride} - 2·{Padding} + {reach}" + (Extra == 0 ? "" : $" + {Extra}");
    }

    public override long Length(long source) => ((source - 1) * Stride) - (2 * Padding) + Reach + Extra;

    public override Range Before(Range lengths) => new(
        Ceiling(lengths.Least - Length(1), Stride) + 1, Floor(lengths.Most - Length(1), Stride) + 1);
}

/// <summary>Axes that became one, the first of which is the source.</summary>
internal sealed record ProductRule(Shape Factors) : SizeRule
{
    public override string Text(string source) => string.Join(" · ", Factors);

    public override long Length(long source) => source * Others;

    public override Range Before(Range lengths) => new(Ceiling(lengths.Least, Others), lengths.Most / Others);

    private long Others => new Shape(Factors.Dims[1..]).Size.ConstantValue;
}
