using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Syntax;

namespace NetLang.Compiler.Semantics.Lints;

/// <summary>Finds the cases of a <c>match</c> whose values all go to an earlier case.</summary>
internal static class UnreachableCases
{
    public static void Report(SyntaxNode node, DiagnosticBag diagnostics)
    {
        if (node is MatchExpression match)
        {
            var literals = new Dictionary<object, MatchCase>(); // a match may be a table of thousands
            var others = new List<MatchCase>();
            foreach (var branch in match.Cases)
            {
                var literal = branch.Pattern is LiteralPattern pattern ? Constant(pattern.Literal) : null;
                var earlier = (literal is null ? null : literals.GetValueOrDefault(literal))
                    ?? others.Find(other => Covers(other.Pattern, branch.Pattern));
                if (branch.Guard is null && literal is null)
                    others.Add(branch);
                else if (branch.Guard is null)
                    literals.TryAdd(literal!, branch);
                if (earlier is null)
                    continue;
                diagnostics.Report(
                    LintWarnings.UnreachableCase,
                    branch.Pattern.Span,
                    $"no value comes to the case `{branch.Pattern.Span.Text}`: an earlier one takes them all",
                    earlier.Pattern is NamePattern { Name: var name }
                        ? $"`{name}` takes any value, and is a new name for it; put this case before it, or remove one of them"
                        : "put this case before it, or remove one of them",
                    new DiagnosticLabel(earlier.Pattern.Span, "this case"));
            }
        }

        foreach (var child in SyntaxChildren.Of(node))
            Report(child, diagnostics);
    }

    private static bool Covers(Pattern earlier, Pattern later) => (earlier, later) switch
    {
        (NamePattern or WildcardPattern, _) => true,
        (LiteralPattern a, LiteralPattern b) => Equals(Constant(a.Literal), Constant(b.Literal)),
        (CasePattern a, CasePattern b) => a.Name == b.Name,
        (TuplePattern a, TuplePattern b) => Cover(a.Items, b.Items),
        (ListPattern a, ListPattern b) => Cover(a.Items, b.Items),
        _ => false,
    };

    private static bool Cover(IReadOnlyList<Pattern> earlier, IReadOnlyList<Pattern> later) =>
        earlier.Count == later.Count && earlier.Zip(later).All(p => Covers(p.First, p.Second));

    private static object Constant(Expression literal) => literal switch
    {
        IntLiteral number => number.Value,
        FloatLiteral number => number.Value,
        BoolLiteral flag => flag.Value,
        StringLiteral text => text.Value,
        _ => literal,
    };
}
