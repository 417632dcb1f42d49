using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Semantics.Values;
using NetLang.Runtime;

namespace NetLang.Compiler.Semantics.Training;

/// <summary>Whether each pattern of a choice fits the path of a variable.</summary>
/// <param name="relation">What no path does with a pattern that is reported, in words.</param>
internal sealed class PatternChecks(Elaborator elaborator, string relation)
{
    /// <param name="candidates">What could have been meant.</param>
    /// <returns>False after reporting.</returns>
    public bool AreGood(
        SelectionValue choice,
        IReadOnlyCollection<string> paths,
        IEnumerable<string> candidates,
        Func<PathPattern, string, bool> fits)
    {
        var idle = choice.Patterns.Where(pattern => !paths.Any(path => fits(pattern, path))).ToList();
        foreach (var pattern in idle)
        {
            elaborator.Fail(
                ChoiceErrors.PatternFitsNothing,
                pattern.Span,
                $"no {relation} \"{pattern.Text}\"",
                Meant(pattern.Text, [.. candidates.Distinct()]) is { } meant
                    ? $"did you mean \"{meant}\"?"
                    : $"the paths are {string.Join(", ", paths.Take(4))}{(paths.Count > 4 ? ", …" : "")}");
        }

        return idle.Count == 0;
    }

    /// <summary>The path that ends as the pattern does, else the one that is written most alike.</summary>
    private static string? Meant(string pattern, IReadOnlyCollection<string> candidates) =>
        candidates.FirstOrDefault(path => path.EndsWith("." + pattern, StringComparison.Ordinal))
        ?? Suggestion.Closest(pattern, candidates);
}
