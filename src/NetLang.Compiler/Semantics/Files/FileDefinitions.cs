using System.Collections.Immutable;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Semantics.Signatures;
using NetLang.Compiler.Semantics.Values;
using NetLang.Compiler.Syntax;
using NetLang.Compiler.Text;

namespace NetLang.Compiler.Semantics.Files;

/// <summary>The definitions at the top of a file.</summary>
internal static class FileDefinitions
{
    /// <summary>Adds a file's definitions to <paramref name="names"/>, in which they also see each other.</summary>
    public static void Define(
        CompilationUnit file,
        Environment names,
        ImmutableArray<(ImportDeclaration Declaration, FileNames File)> imports,
        DiagnosticBag diagnostics)
    {
        var places = new Dictionary<string, SourceSpan>();
        foreach (var (name, span, value) in file.Declarations.SelectMany(d => Definitions(d, names, imports)))
        {
            if (names.Define(name, value))
            {
                places[name] = span;
                continue;
            }

            var first = places.TryGetValue(name, out var place)
                ? [new DiagnosticLabel(place, "the other one")]
                : ImmutableArray<DiagnosticLabel>.Empty;
            diagnostics.Report(
                NameErrors.DefinedTwice,
                span,
                $"`{name}` is defined twice",
                "give one of them another name",
                [.. first]);
        }
    }

    private static IEnumerable<(string Name, SourceSpan Span, Value Value)> Definitions(
        Declaration declaration,
        Environment names,
        ImmutableArray<(ImportDeclaration Declaration, FileNames File)> imports)
    {
        switch (declaration)
        {
            case LetDeclaration { Parameters.Length: > 0 } let:
                var name = PatternBinder.NameOf(let.Target) ?? let.Target.Span.Text;
                var function = new FunctionValue(name, let.Parameters, let.ResultType, let.Body, names);
                yield return (name, let.Target.Span, function with { Origin = let.Target.Span });
                break;
            case LetDeclaration let:
                foreach (var (bound, span) in PatternBinder.NamesIn(let.Target))
                    yield return (bound, span, new DeferredValue(let, bound, names));
                break;
            case ModelDeclaration { Body: MissingExpression } broken:
                yield return (broken.Name.Text, broken.Name.Span, ErrorValue.Instance);
                break;
            case ModelDeclaration model:
                yield return (
                    model.Name.Text, model.Name.Span, new ModelValue(model, names) { Origin = model.Name.Span });
                break;
            case OptimizerDeclaration optimizer:
                yield return (optimizer.Name.Text, optimizer.Name.Span, new OptimizerValue(optimizer, names, null));
                break;
            case ImportDeclaration { Qualifier: { } qualifier } import:
                foreach (var (_, file) in imports.Where(i => i.Declaration == import))
                    yield return (qualifier.Text, qualifier.Span, new FileValue(import, file.Names));
                break;
            default:
                break;
        }
    }
}
