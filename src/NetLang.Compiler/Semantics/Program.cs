using System.Collections.Immutable;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Semantics.Builtins;
using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Semantics.Scopes;
using NetLang.Compiler.Semantics.Signatures;
using NetLang.Compiler.Semantics.Values;
using NetLang.Compiler.Syntax;
using NetLang.Compiler.Text;
using NetLang.Runtime;

namespace NetLang.Compiler.Semantics;

/// <summary>The definitions of a file and of the prelude behind it.</summary>
public sealed class Program
{
    private readonly DiagnosticBag diagnostics;
    private readonly IReadOnlySet<SourceText> preludeSources;

    public Program(CompilationUnit unit, IReadOnlyList<CompilationUnit> prelude, DiagnosticBag diagnostics)
    {
        this.diagnostics = diagnostics;
        Unit = unit;
        preludeSources = prelude.Select(p => p.Source).ToHashSet();

        var builtins = Environment.Root();
        foreach (var function in BuiltinRegistry.All)
            builtins.Define(function.Name, new BuiltinValue(function));
        foreach (var type in Enum.GetValues<ElementType>())
            builtins.Define(type.Name(), new ElementTypeValue(type));

        Library = builtins.Nested();
        foreach (var file in prelude)
            Define(file, Library);
        Names = Library.Nested();
        Define(unit, Names);
    }

    public CompilationUnit Unit { get; }

    /// <summary>How many steps each elaboration may take.</summary>
    public int MaximumSteps { get; init; } = Budget.MaximumSteps;

    /// <summary>What names mean at the top of the prelude's files.</summary>
    public Environment Library { get; }

    /// <summary>What names mean at the top of the file.</summary>
    public Environment Names { get; }

    /// <summary>Places of names that mean nothing, which has been reported.</summary>
    internal HashSet<SourceSpan> UnknownNames { get; } = [];

    /// <param name="found">Where to report; null for the program's own diagnostics.</param>
    public CallStack NewCallStack(DiagnosticBag? found = null) => new(found ?? diagnostics, preludeSources, UnknownNames);

    /// <summary>The names of layer instances of one model.</summary>
    public ScopeNames NewScopeNames() => new(Names.Find);

    private void Define(CompilationUnit file, Environment names)
    {
        var places = new Dictionary<string, SourceSpan>();
        foreach (var declaration in file.Declarations)
        {
            foreach (var (name, span, value) in Definitions(declaration, names))
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
    }

    private IEnumerable<(string Name, SourceSpan Span, Value Value)> Definitions(
        Declaration declaration, Environment names)
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
            case OptimizerDeclaration optimizer:
                yield return (optimizer.Name.Text, optimizer.Name.Span, new OptimizerValue(optimizer, names, null));
                break;
            case ImportDeclaration import:
                diagnostics.Report(
                    NameErrors.NotAvailable,
                    import.Span,
                    "`import` is not available yet in this version of the compiler",
                    "put the definitions into one file");
                break;
            default:
                break;
        }
    }
}
