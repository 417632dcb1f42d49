using NetLang.Compiler.IR;

namespace NetLang.Compiler.Semantics.Sizes;

/// <summary>Which padding or size would give an axis the length that is wanted.</summary>
/// <param name="steps">Of one axis, the nearest first.</param>
/// <param name="reason">What begins each advice.</param>
internal sealed class SizeAdvice(IReadOnlyList<SizeStep> steps, long wanted, string reason = "")
{
    /// <summary>For axis <paramref name="axis"/> of a tensor; null where nothing simple would.</summary>
    public static string? For(AxisSizes sizes, Node tensor, int axis, Dim wanted) =>
        Of(sizes, tensor, axis, wanted) is { } advice ? advice.Told([advice.Padding(), advice.Source()]) : null;

    /// <summary>For two axes that should be as long: what makes the shorter one longer, else the longer one shorter.</summary>
    public static string? ToFit(AxisSizes sizes, (Node Tensor, int Axis) a, (Node Tensor, int Axis) b)
    {
        var (x, y) = (a.Tensor.Shape[a.Axis], b.Tensor.Shape[b.Axis]);
        if (!x.IsConstant || !y.IsConstant)
            return KeptUnderSame(sizes, a, y) ?? KeptUnderSame(sizes, b, x);
        var ((shorter, axis), (longer, other)) = x.ConstantValue <= y.ConstantValue ? (a, b) : (b, a);
        // Another size of what both may come from would change both.
        return Of(sizes, shorter, axis, longer.Shape[other]) is { } up && up.Padding() is { } larger ? up.Told([larger])
            : Of(sizes, longer, other, shorter.Shape[axis]) is { } down && down.Padding() is { } smaller ? down.Told([smaller])
            : null;
    }

    /// <summary>What makes room for one window, or leaves something of a transposed convolution.</summary>
    public static string ForRoom(SizeStep step) =>
        PaddingOf(step, new(1, 2)) is var (padding, size)
            ? $"{padding} gives {size}"
            : $"it takes an axis of {step.Before(new(1, 1)).Least}";

    private static SizeAdvice? Of(AxisSizes sizes, Node tensor, int axis, Dim wanted)
    {
        var steps = sizes.Steps(tensor, axis);
        if (!wanted.IsConstant || steps.Count == 0 || !steps.All(step => step.Source.IsConstant))
            return null;
        var places = steps.DistinctBy(step => step.Place).ToList();
        if (places.Count == steps.Count || !steps.Any(step => step.Rules is [ProductRule]))
            return new(steps, wanted.ConstantValue);
        // Axes became one, each of which has steps of its own.
        return steps[0].Rules is [ProductRule product] && Side(product, wanted.ConstantValue) is { } side
            ? new(places[1..], side, $"{wanted} is {string.Join(" · ", [.. product.Factors.SkipLast(2), side, side])}: ")
            : null;
    }

    private string? Told(IEnumerable<string?> changes)
    {
        var told = string.Join("; ", changes.OfType<string>());
        return told.Length == 0 ? null : reason + told;
    }

    /// <summary>A padding of one call, or of all convolutions.</summary>
    private string? Padding()
    {
        var convolutions = steps.Where(step => IsConvolution(step.Rules[0])).ToList();
        if (convolutions.Count > 0 && LengthUnderSame() == wanted)
            return $"{SameIn(convolutions)} gives {wanted}";

        var range = new SizeRule.Range(wanted, wanted);
        foreach (var step in steps)
        {
            var isRepeated = steps.Count(other => other.Place == step.Place) > 1;
            if (!isRepeated && PaddingOf(step, range) is var (padding, size))
                return $"{padding} in {step.Call} gives {size}" + (step == steps[0] ? "" : $", and {wanted} in the end");
            range = step.Before(range);
        }

        return null;
    }

    /// <summary>A length of the axis with which all begins.</summary>
    private string? Source()
    {
        var first = steps[^1];
        var range = steps.Aggregate(new SizeRule.Range(wanted, wanted), (lengths, step) => step.Before(lengths));
        if (range.Least < 1 || range.Most < range.Least)
            return null;
        var lengths = range.Least == range.Most ? $"{range.Least}" : $"{range.Least} to {range.Most}";
        return $"{lengths} in place of {first.Source} before {first.Call} would give {wanted}";
    }

    /// <summary>
    /// The padding of one call, the nearest to what it is, with which it gives a length in the range; and that length.
    /// </summary>
    private static (string Padding, long Size)? PaddingOf(SizeStep step, SizeRule.Range range)
    {
        var source = step.Source.ConstantValue;
        switch (step.Rules)
        {
            case [WindowRule windows, .. [] or [MarginRule]] rules:
                var (least, most) = (windows with { Padding = null }).Before(range);
                var present = (windows.Padding ?? rules[^1] as MarginRule)?.First ?? 0;
                return Nearest(present, least - source, Math.Min(most - source, windows.Reach)) is { } around
                    ? ($"a padding of {around}", (windows with { Padding = new(around, around) }).Length(source))
                    : null;
            case [CoverRule cover]:
                var whole = (cover with { Padding = 0, Extra = 0 }).Length(source);
                var mostExtra = Math.Max(cover.Stride, cover.Dilation) - 1;
                if (Nearest(cover.Padding, whole - range.Most, whole + mostExtra - range.Least) is not { } padding)
                    return null;
                var extra = Math.Max(0, range.Least - whole + (2 * padding));
                return (
                    $"a padding of {padding}" + (extra == 0 ? "" : $" with an outputPadding of {extra}"),
                    whole - (2 * padding) + extra);
            default:
                return null;
        }
    }

    /// <summary>The number next to the present one, twice which lies between two others.</summary>
    private static long? Nearest(long present, long least, long most)
    {
        var (from, to) = (Math.Max(0, SizeRule.Ceiling(least, 2)), most < 0 ? -1 : most / 2);
        return from <= to ? Math.Clamp(present, from, to) : null;
    }

    /// <summary>What comes out at the end where each convolution has <c>padding = Same</c>.</summary>
    private long LengthUnderSame() => steps.Reverse().SelectMany(step => step.Rules.Reverse()).Aggregate(
        steps[^1].Source.ConstantValue,
        (length, rule) => IsConvolution(rule) ? ((length - 1) / ((WindowRule)rule).Stride) + 1 : rule.Length(length));

    /// <summary>Of an axis that convolutions alone have made shorter, whatever its length.</summary>
    private static string? KeptUnderSame(AxisSizes sizes, (Node Tensor, int Axis) axis, Dim wanted)
    {
        var steps = sizes.Steps(axis.Tensor, axis.Axis);
        var isKept = steps is [.., var first] && first.Source.Equals(wanted)
            && steps.All(step => step.Rules is [WindowRule { Padding: not null, Stride: 1 }]);
        return isKept ? $"{SameIn(steps)} keeps {wanted}" : null;
    }

    private static string SameIn(IReadOnlyList<SizeStep> convolutions) =>
        "`padding = Same` in " + (convolutions is [var only] ? only.Call : "each convolution");

    private static bool IsConvolution(SizeRule rule) => rule is WindowRule { Padding: not null };

    /// <summary>The side of a square image of so many elements in all.</summary>
    private static long? Side(ProductRule product, long wanted)
    {
        if (product.Factors is not [.., var rows, var columns] || !rows.Equals(columns))
            return null;
        var others = new Shape(product.Factors.Dims[..^2]).Size.ConstantValue;
        var side = (long)Math.Round(Math.Sqrt(wanted / Math.Max(1, others)));
        return side * side * others == wanted ? side : null;
    }
}
