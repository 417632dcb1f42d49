using System.Collections.Immutable;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Semantics.Repairs;
using NetLang.Compiler.Syntax;
using NetLang.Compiler.Syntax.Errors;
using NetLang.Compiler.Text;
using NetLang.Runtime;

namespace NetLang.Compiler.Semantics;

/// <summary>Reports names that mean nothing, each mistake once; elaboration then passes them over.</summary>
/// <param name="places">Those of the names that were reported, or are part of what was.</param>
internal sealed class UnknownNames(HashSet<SourceSpan> places, DiagnosticBag diagnostics)
{
    // A file with hundreds of mistakes has none of interest behind the first ones, and each looks at all names there are.
    private const int MostComparisons = 50_000;

    private readonly HashSet<string> undefined = [];
    private int comparisons;

    /// <summary>
    /// A name that is near to another is misspelt wherever it stands; one that is not lacks one definition.
    /// </summary>
    public void Name(NameExpression name, IEnumerable<string> known)
    {
        places.Add(name.Span);
        if (name.Name is "True" or "False")
            Report(name, $"write `{name.Name.ToLowerInvariant()}`");
        else if (ForeignWords.Meaning(name.Name) is { } meaning)
            Report(name, meaning);
        else if (NearestTo(name.Name, known) is { } nearest)
            Report(name, $"did you mean `{nearest}`?", Edits.Replace(name.Span, nearest));
        else if (undefined.Add(name.Name))
            Report(name, $"define it: `let {name.Name} = …`");
    }

    private string? NearestTo(string name, IEnumerable<string> known)
    {
        if (comparisons > MostComparisons)
            return null;
        var candidates = known.ToList();
        comparisons += candidates.Count;
        return Suggestion.Closest(name, candidates);
    }

    /// <summary>A word of another language: whatever stands beside it is not NetLang either.</summary>
    public void Word(NameExpression word, string meaning, SyntaxNode around)
    {
        Skip(around);
        Report(word, meaning);
    }

    /// <summary><c>dense (units = 10)</c></summary>
    public void NamedArgument(NameExpression name, BinaryExpression argument)
    {
        Skip(argument);
        Report(
            name,
            "arguments have no names at a call: write the value alone, or an option in a record, "
                + $"`{{ {argument.Span.Text} }}`");
    }

    /// <summary>A line <c>y = x * 2</c>, which only compares.</summary>
    public void Definition(NameExpression name, BinaryExpression comparison)
    {
        places.Add(name.Span);
        Report(name, $"to define it, write `let {comparison.Span.Text}`");
    }

    /// <param name="edits">What the help says, where that is a change of the text.</param>
    private void Report(NameExpression name, string help, ImmutableArray<SourceEdit> edits = default) => diagnostics.Add(
        new Diagnostic(NameErrors.UnknownName, name.Span, $"nothing here is called `{name.Name}`", [], help)
        {
            Candidates = edits.IsDefault ? [] : [new Repair(help, edits)],
        });

    private void Skip(SyntaxNode node)
    {
        if (node is NameExpression name)
            places.Add(name.Span);
        foreach (var child in SyntaxChildren.Of(node))
            Skip(child);
    }
}
