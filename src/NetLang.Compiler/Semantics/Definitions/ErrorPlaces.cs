using System.Collections;
using System.Collections.Immutable;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Text;

namespace NetLang.Compiler.Semantics.Definitions;

/// <summary>Into which parts of a file errors point, while more are found.</summary>
/// <param name="parts">In the order of the text, none of which overlap.</param>
internal sealed class ErrorPlaces(ImmutableArray<SourceSpan> parts, DiagnosticBag diagnostics)
{
    private readonly ImmutableArray<int> starts = [.. parts.Select(part => part.Start)];
    private readonly BitArray found = new(parts.Length);
    private int looked; // at so many of the diagnostics

    public bool AnyIn(int part)
    {
        for (; looked < diagnostics.All.Count; looked++)
        {
            if (diagnostics.All[looked] is { IsError: true } error)
                Add(error);
        }

        return found[part];
    }

    private void Add(Diagnostic error)
    {
        foreach (var place in error.Labels.Select(label => label.Span).Append(error.Span ?? default))
        {
            var next = starts.BinarySearch(place.Start);
            var part = next >= 0 ? next : ~next - 1;
            if (part >= 0 && parts[part].Contains(place))
                found[part] = true;
        }
    }
}
