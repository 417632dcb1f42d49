using System.Collections.Immutable;
using System.Globalization;
using NetLang.Compiler.IR;
using NetLang.Compiler.Syntax;
using NetLang.Runtime;

namespace NetLang.Compiler.Semantics.Definitions;

/// <summary>What stands for the open parts of a signature in one trial of a definition.</summary>
/// <param name="Element">The type of <c>'t</c>.</param>
/// <param name="Axes">How many axes each run of dimensions has; the key of <c>..</c> is empty.</param>
/// <param name="Size">The number that all names of dimensions are, or null where they are symbols.</param>
internal sealed record Sample(ElementType Element, ImmutableDictionary<string, int> Axes, long? Size)
{
    // What fails with five numbers of axes hardly works with more, and no call could tell.
    private static readonly int[] AxesOfRuns = [1, 2, 0, 3, 4];

    // Numbers find what symbols cannot: a choice that depends on them, or a check that does not ask what may hold.
    private static readonly long?[] Sizes = [null, 1, 2, 12];

    /// <summary>Samples for a signature, the most telling first: one axis for each run, and symbols.</summary>
    /// <param name="parts">In which its types are.</param>
    public static IEnumerable<Sample> Of(IEnumerable<SyntaxNode> parts)
    {
        var types = parts.SelectMany(SyntaxChildren.Within).ToList();
        return All(
            types.OfType<DimensionSyntax>().Any(),
            types.OfType<RestDimension>().Select(run => run.Name ?? "").Distinct(),
            types.OfType<NamedTypeSyntax>().Any(t => t.Element.Text.StartsWith('\'')));
    }

    /// <summary>Samples for one tensor <c>'t[..]</c>.</summary>
    public static IEnumerable<Sample> OfTensor() => All(hasDimensions: true, [""], isGeneric: true);

    /// <summary>A dimension of which a program knows the name alone.</summary>
    public Dim Dimension(string name) => Size ?? Dim.Symbol(name);

    /// <summary>A dimension that is required to be at least 1: of code for tensors without elements nothing is asked.</summary>
    public Dim Positive(string name, DimFacts facts)
    {
        var dim = Dimension(name);
        facts.RequireNotNegative(dim - 1, "");
        return dim;
    }

    /// <summary>The dimensions of the run <c>..</c> with a name, or with none.</summary>
    public IEnumerable<Dim> Run(string? name, DimFacts facts) => Enumerable.Range(1, Axes[name ?? ""])
        .Select(axis => Positive(string.Create(CultureInfo.InvariantCulture, $"..{name}{axis}"), facts));

    private static IEnumerable<Sample> All(bool hasDimensions, IEnumerable<string> runs, bool isGeneric) =>
        from size in hasDimensions ? Sizes : [null]
        from axes in Choices([.. runs])
        from element in isGeneric ? new[] { ElementType.F32, ElementType.F64 } : [ElementType.F32]
        select new Sample(element, axes, size);

    private static IEnumerable<ImmutableDictionary<string, int>> Choices(IReadOnlyList<string> runs) => runs.Aggregate(
        (IEnumerable<ImmutableDictionary<string, int>>)[ImmutableDictionary<string, int>.Empty],
        (choices, run) => choices.SelectMany(choice => AxesOfRuns.Select(axes => choice.SetItem(run, axes))));
}
