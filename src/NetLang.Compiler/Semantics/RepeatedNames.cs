using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Semantics.Signatures;
using NetLang.Compiler.Syntax;
using NetLang.Compiler.Text;

namespace NetLang.Compiler.Semantics;

/// <summary>
/// Refuses a name that the parameters of one function, or one pattern, bind twice: nothing could use the first one.
/// What stands at the top of a file and the inputs of a model are looked at where they are defined.
/// </summary>
internal static class RepeatedNames
{
    public static void Report(SyntaxNode node, DiagnosticBag diagnostics)
    {
        foreach (var (owner, names) in Bound(node))
        {
            var first = new Dictionary<string, SourceSpan>();
            foreach (var (name, place) in names.Where(n => !first.TryAdd(n.Name, n.Span)))
            {
                diagnostics.Report(
                    NameErrors.DefinedTwice,
                    place,
                    $"{owner} binds `{name}` twice",
                    "give one of them another name; `_` stands for what is not used",
                    new DiagnosticLabel(first[name], "the other one"));
            }
        }

        foreach (var child in SyntaxChildren.Of(node))
            Report(child, diagnostics);
    }

    /// <summary>The names that are bound together, and by what.</summary>
    private static IEnumerable<(string Owner, IEnumerable<(string Name, SourceSpan Span)> Names)> Bound(
        SyntaxNode node) => node switch
        {
            LetDeclaration let => [($"`{let.Target.Span.Text}`", NamesOf(let.Parameters))],
            LetStatement let =>
            [
                ($"`{let.Target.Span.Text}`", NamesOf(let.Parameters)),
            ("this pattern", PatternBinder.NamesIn(let.Target)),
        ],
            LambdaExpression lambda => [("this function", NamesOf(lambda.Parameters))],
            OptimizerDeclaration optimizer => [($"`{optimizer.Name.Text}`", NamesOf(optimizer.Parameters))],
            MatchCase branch => [("this pattern", PatternBinder.NamesIn(branch.Pattern))],
            _ => [],
        };

    private static IEnumerable<(string Name, SourceSpan Span)> NamesOf(IEnumerable<SyntaxNode> parameters) =>
        parameters.SelectMany(parameter => parameter switch
        {
            Pattern pattern => PatternBinder.NamesIn(pattern),
            PositionalParameter positional => PatternBinder.NamesIn(positional.Pattern),
            OptionsParameter options => options.Fields.Select(field => (field.Name.Text, field.Name.Span)),
            _ => [],
        });
}
