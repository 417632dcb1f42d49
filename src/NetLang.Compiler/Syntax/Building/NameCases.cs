using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Syntax.Errors;

namespace NetLang.Compiler.Syntax.Building;

/// <summary>
/// Values and functions begin with a lower-case letter, models with an upper-case one. An upper-case name in a pattern
/// is a case, which only a <c>match</c> can compare: where a name is bound, it would bind nothing.
/// </summary>
internal static class NameCases
{
    public static void CheckBound(IEnumerable<Pattern> patterns, DiagnosticBag diagnostics)
    {
        foreach (var pattern in patterns)
            CheckBound(pattern, diagnostics);
    }

    public static void CheckBound(Pattern pattern, DiagnosticBag diagnostics)
    {
        switch (pattern)
        {
            case CasePattern name:
                diagnostics.Report(
                    SyntaxErrors.NameCase,
                    name.Span,
                    $"`{name.Name}` begins with an upper-case letter, as cases, dimensions and models do",
                    $"write `{char.ToLowerInvariant(name.Name[0])}{name.Name[1..]}`");
                break;
            case TypedPattern typed:
                CheckBound(typed.Inner, diagnostics);
                break;
            case TuplePattern tuple:
                CheckBound(tuple.Items, diagnostics);
                break;
            case ListPattern list:
                CheckBound(list.Items, diagnostics);
                break;
            default:
                break;
        }
    }

    public static void CheckModel(Identifier name, DiagnosticBag diagnostics)
    {
        if (name.Text.Length > 0 && char.IsLower(name.Text[0]))
        {
            diagnostics.Report(
                SyntaxErrors.NameCase,
                name.Span,
                $"the model `{name.Text}` begins with a lower-case letter, as values and functions do",
                $"write `{char.ToUpperInvariant(name.Text[0])}{name.Text[1..]}`: it becomes the name of a class");
        }
    }
}
