namespace NetLang.Compiler.IR;

/// <summary>
/// Coordinates along an axis: <paramref name="Start"/> + i · <paramref name="Step"/> for i below a length, and behind each of these
/// as many as <see cref="Run"/> says.
/// </summary>
public readonly record struct AxisRange(Dim Start, Dim Step, Dim Length)
{
    private readonly Dim? run;

    /// <summary>How many coordinates lie together, from each step on: of an axis that others are merged to, a range of one of them.</summary>
    public Dim Run
    {
        get => run ?? Dim.One;
        init => run = value.IsOne ? null : value;
    }

    /// <summary>How many coordinates there are.</summary>
    public Dim Count => Length * Run;

    public static AxisRange Whole(Dim length) => new(Dim.Zero, 1, length);

    /// <summary>Those of these coordinates that a range counts; null where they are no range.</summary>
    public AxisRange? Of(AxisRange inner) => Run.IsOne && (Step.IsOne || inner.Run.IsOne)
        ? inner with { Start = Start + (inner.Start * Step), Step = Step * inner.Step }
        : null;

    /// <summary>The range that, of the coordinates of <paramref name="outer"/>, counts these.</summary>
    public AxisRange Within(AxisRange outer) =>
        Equals(outer) ? Whole(Count) : this with { Start = Start - outer.Start };

    /// <summary>The shortest range with both; that of the whole axis where this cannot be told.</summary>
    public AxisRange Hull(AxisRange other, Dim axis)
    {
        if (Equals(other))
            return this;
        if (Constants() is not { } a || other.Constants() is not { } b)
            return Whole(axis);
        var start = Math.Min(a.First, b.First);
        return new(start, 1, Math.Max(a.Last, b.Last) - start + 1);
    }

    private (long First, long Last)? Constants() =>
        Start.IsConstant && Step.IsConstant && Run.IsOne && Length is { IsConstant: true, ConstantValue: > 0 }
            ? (Start.ConstantValue, Start.ConstantValue + (Step.ConstantValue * (Length.ConstantValue - 1)))
            : null;
}
