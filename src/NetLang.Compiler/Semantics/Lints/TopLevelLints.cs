using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Semantics.Signatures;
using NetLang.Compiler.Semantics.Values;
using NetLang.Compiler.Syntax;
using NetLang.Compiler.Text;

namespace NetLang.Compiler.Semantics.Lints;

/// <summary>
/// Finds definitions at the top of a file that hide one of the prelude, and, in a file with models, those that nothing
/// uses. In a file without models all are there for others.
/// </summary>
/// <param name="used">The names that definitions of the file use.</param>
internal sealed class TopLevelLints(Program program, IReadOnlySet<string> used)
{
    public void Report(DiagnosticBag diagnostics)
    {
        var isLibrary = !program.Main.Unit.Declarations.OfType<ModelDeclaration>().Any();
        var names = program.Main.Unit.Declarations.SelectMany(NamesOf);
        foreach (var (name, place) in names.Where(n => !n.Name.StartsWith('_')))
        {
            if (program.Library.Find(name) is { } hidden)
                ReportHidden(diagnostics, name, place, hidden);
            if (!isLibrary && !used.Contains(name))
            {
                diagnostics.Report(
                    LintWarnings.UnusedName,
                    place,
                    $"nothing uses `{name}`",
                    $"remove it, or call it `_{name}` to keep it for later");
            }
        }
    }

    private static void ReportHidden(DiagnosticBag diagnostics, string name, SourceSpan place, Value hidden) =>
        diagnostics.Report(
            LintWarnings.HiddenName,
            place,
            $"`{name}` hides the one that is there for all programs",
            "give it another name, so that readers do not take it for the other",
            hidden.Origin is { } origin ? [new DiagnosticLabel(origin, "the other one")] : []);

    private static IEnumerable<(string Name, SourceSpan Place)> NamesOf(Declaration declaration) => declaration switch
    {
        LetDeclaration let => PatternBinder.NamesIn(let.Target),
        OptimizerDeclaration optimizer => [(optimizer.Name.Text, optimizer.Name.Span)],
        _ => [],
    };
}
