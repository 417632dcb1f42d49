namespace NetLang.Compiler.IR;

/// <summary>Coordinates along an axis: <paramref name="Start"/> + i · <paramref name="Step"/> for i below a length.</summary>
public readonly record struct AxisRange(Dim Start, Dim Step, Dim Length)
{
    public static AxisRange Whole(Dim length) => new(Dim.Zero, 1, length);

    /// <summary>Those of these coordinates that a range counts.</summary>
    public AxisRange Of(AxisRange inner) => new(Start + (inner.Start * Step), Step * inner.Step, inner.Length);

    /// <summary>The range that, of the coordinates of <paramref name="outer"/>, counts these.</summary>
    public AxisRange Within(AxisRange outer) =>
        Equals(outer) ? Whole(Length) : new(Start - outer.Start, Step, Length);

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
        Start.IsConstant && Step.IsConstant && Length is { IsConstant: true, ConstantValue: > 0 }
            ? (Start.ConstantValue, Start.ConstantValue + (Step.ConstantValue * (Length.ConstantValue - 1)))
            : null;
}
