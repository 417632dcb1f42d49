using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;
using NetLang.Compiler.Text;

namespace NetLang.Compiler.Semantics.Sizes;

/// <summary>
/// How axes came to their lengths, noted where windows, margins, parts and the like are made, to be told where a length is
/// not the right one.
/// </summary>
internal sealed class AxisSizes
{
    // More are read by nobody.
    private const int MostSteps = 8;

    private readonly Dictionary<(Node Tensor, int Axis), Made> noted = [];

    /// <summary>Notes where an axis of <paramref name="tensor"/> has its length from.</summary>
    /// <param name="axes">The axes of <paramref name="source"/> that it follows from.</param>
    public void Note(Node tensor, int axis, Node source, SizeRule rule, SourceSpan place, params ReadOnlySpan<int> axes)
    {
        if (tensor != source)
            noted.TryAdd((tensor, axis), new(tensor.Shape[axis], source, [.. axes], rule, place));
    }

    /// <summary>What a rule would give of an axis of known length, with what the call has done to that before.</summary>
    public SizeStep Step(Node source, int axis, SizeRule rule, SourceSpan place) =>
        Step(new(rule.Length(source.Shape[axis].ConstantValue), source, [axis], rule, place)).Step;

    /// <summary>The calls that gave an axis its length, and those before them; the nearest first.</summary>
    public IReadOnlyList<SizeStep> Steps(Node tensor, int axis)
    {
        var steps = new List<SizeStep>();
        var seen = new HashSet<(Node Tensor, int Axis)>();
        var pending = new Queue<(Node Tensor, int Axis)>([(tensor, axis)]);
        while (pending.TryDequeue(out var next))
        {
            if (!seen.Add(next) || Find(next.Tensor, next.Axis) is not { } made)
                continue;
            var (step, sources) = Step(made);
            steps.Add(step);
            foreach (var source in sources)
                pending.Enqueue(source);
        }

        return steps;
    }

    /// <summary>"30 = (32 + 2·0 - 3) / 1 + 1", at each of the calls.</summary>
    public IEnumerable<DiagnosticLabel> Labels(Node tensor, int axis) =>
        from step in Steps(tensor, axis).Take(MostSteps)
        group step.Text by step.Place into texts
        select new DiagnosticLabel(texts.Key, string.Join(" and ", texts.Distinct()));

    /// <summary>What one call does to an axis, after the margin that it gave it, and the axes from which it begins.</summary>
    private (SizeStep Step, IEnumerable<(Node Tensor, int Axis)> Sources) Step(Made last)
    {
        var margin = last.Axes is [var only] && Find(last.Source, only) is { Rule: MarginRule } made && made.Place == last.Place
            ? made
            : null;
        var first = margin ?? last;
        var step = new SizeStep(
            last.Place, last.Size, first.Source.Shape[first.Axes[0]], margin is null ? [last.Rule] : [last.Rule, margin.Rule]);
        return (step, first.Axes.Select(axis => (first.Source, axis)));
    }

    /// <summary>The nearest note on the way back along an axis.</summary>
    private Made? Find(Node tensor, int axis)
    {
        var seen = new HashSet<(Node Tensor, int Axis)>();
        var pending = new Stack<(Node Tensor, int Axis)>([(tensor, axis)]);
        while (pending.TryPop(out var place))
        {
            if (!seen.Add(place))
                continue;
            if (noted.TryGetValue(place, out var made))
                return made;
            foreach (var source in AxisTrail.Before(place.Tensor, place.Axis).Reverse())
                pending.Push(source);
        }

        return null;
    }

    private sealed record Made(Dim Size, Node Source, IReadOnlyList<int> Axes, SizeRule Rule, SourceSpan Place);
}
