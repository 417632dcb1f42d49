using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Semantics.Errors;

namespace NetLang.Compiler.Semantics.Lints;

/// <summary>Finds local names that nothing uses, and those that hide another of the same function.</summary>
internal sealed class NameLints
{
    private readonly List<LocalName> names = [];
    private readonly List<(LocalName Name, LocalName Hidden)> hiding = [];
    private readonly HashSet<LocalName> continued = [];

    /// <summary>The names that are used and that no definition binds for itself.</summary>
    public HashSet<string> UsedAtTop { get; } = [];

    /// <param name="hidden">What the name meant before.</param>
    public void Add(LocalName name, LocalName? hidden)
    {
        names.Add(name);
        if (hidden is not null && hidden.Function == name.Function && name.NeedsUse && !continued.Remove(hidden))
            hiding.Add((name, hidden));
    }

    /// <summary>
    /// Visits the value of a <c>let</c>. Where it uses the names that it hides (<c>let x = relu x</c>), it continues them,
    /// and nothing is lost.
    /// </summary>
    public void Continues(Action visitValue, IEnumerable<LocalName?> hidden)
    {
        var before = hidden.OfType<LocalName>().Select(name => (Name: name, name.Uses)).ToList();
        visitValue();
        continued.UnionWith(before.Where(b => b.Name.Uses > b.Uses).Select(b => b.Name));
    }

    /// <summary>Visits parameters that need not be used.</summary>
    public T Exempting<T>(Func<T> visitParameters)
    {
        var before = names.Count;
        var result = visitParameters();
        foreach (var name in names.Skip(before))
            name.NeedsUse = false;
        return result;
    }

    public void Report(DiagnosticBag diagnostics)
    {
        foreach (var name in names.Where(n => n.NeedsUse && n.Uses == 0))
        {
            diagnostics.Report(
                LintWarnings.UnusedName,
                name.Place,
                $"nothing uses `{name.Name}`",
                $"remove it, or call it `_{name.Name}` where something must stand");
        }

        foreach (var (name, hidden) in hiding)
        {
            diagnostics.Report(
                LintWarnings.HiddenName,
                name.Place,
                $"`{name.Name}` hides an earlier `{name.Name}` of this function",
                "give one of them another name",
                new DiagnosticLabel(hidden.Place, "the earlier one"));
        }
    }
}
