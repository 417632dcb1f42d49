using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Text;

namespace NetLang.Compiler.Semantics.Repairs;

/// <summary>
/// Tries what may mend the diagnostics of a file, so that only what helps is suggested: a change is good where the file has
/// fewer errors with it, and none of a kind that it had not before.
/// </summary>
internal static class RepairCheck
{
    /// <summary>How many changes are tried.</summary>
    public const int MostTries = 12;

    private const int MostCharacters = 400_000;

    /// <param name="analyze">Reports what is wrong with a text.</param>
    public static void Choose(SourceText source, DiagnosticBag diagnostics, Action<SourceText, DiagnosticBag> analyze)
    {
        var known = Kinds(diagnostics);
        var tries = Math.Min(MostTries, MostCharacters / (source.Content.Length + 1));
        foreach (var diagnostic in diagnostics.All.ToList())
        {
            foreach (var candidate in diagnostic.Candidates.Where(c => c.Edits.All(e => e.Span.Source == source)))
            {
                if (tries-- <= 0)
                    return;
                var found = new DiagnosticBag();
                analyze(new SourceText(source.Path, candidate.ApplyTo(source)), found);
                if (found.ErrorCount >= diagnostics.ErrorCount || !Kinds(found).IsSubsetOf(known))
                    continue;
                diagnostics.Replace(diagnostic, diagnostic with { Repair = candidate, Help = candidate.Help });
                break;
            }
        }
    }

    // What they say may differ: a change is tried with less work than the program may take.
    private static HashSet<string> Kinds(DiagnosticBag diagnostics) =>
        [.. diagnostics.All.Where(d => d.IsError).Select(d => d.Code)];
}
