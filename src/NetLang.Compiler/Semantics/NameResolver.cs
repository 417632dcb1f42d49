using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Semantics.Signatures;
using NetLang.Compiler.Syntax;

namespace NetLang.Compiler.Semantics;

/// <summary>
/// Looks up every name of a file before anything is evaluated: unknown names are found in functions that nothing calls,
/// and definitions that use themselves are refused.
/// </summary>
internal sealed class NameResolver
{
    private readonly Program program;
    private readonly DiagnosticBag diagnostics;
    private readonly Dictionary<string, List<(string Name, NameExpression Place)>> uses = [];
    private List<(string Name, NameExpression Place)> current = [];

    private NameResolver(Program program, DiagnosticBag diagnostics)
    {
        this.program = program;
        this.diagnostics = diagnostics;
    }

    public static void Check(Program program, DiagnosticBag diagnostics)
    {
        var resolver = new NameResolver(program, diagnostics);
        foreach (var declaration in program.Unit.Declarations)
        {
            resolver.current = [];
            resolver.Visit(declaration, Scope.Empty);
            if (declaration is LetDeclaration let)
            {
                foreach (var (name, _) in PatternBinder.NamesIn(let.Target))
                    resolver.uses.TryAdd(name, resolver.current);
            }
        }

        resolver.ReportCycles();
    }

    private Scope Visit(SyntaxNode node, Scope scope)
    {
        switch (node)
        {
            case NameExpression name:
                Use(name, scope);
                return scope;
            case LetDeclaration let:
                VisitAll([.. let.Parameters, .. Optional(let.ResultType), let.Body], scope);
                return scope;
            case LetStatement { Parameters.Length: > 0 } let:
                VisitAll(
                    [.. let.Parameters, .. Optional(let.ResultType), let.Value],
                    scope,
                    let.Target is NamePattern own ? own.Name : null);
                return Visit(let.Target, scope);
            case LetStatement let:
                Visit(let.Value, scope);
                return VisitAll([.. Optional(let.ResultType), let.Target], scope);
            case ParamStatement param:
                VisitAll([param.Type, param.Initial], scope);
                return scope.With(param.Name.Text);
            case StateStatement state:
                VisitAll([.. Optional(state.Type), state.Initial], scope);
                return scope.With(state.Name.Text);
            case NamePattern pattern:
                return scope.With(pattern.Name);
            case TypedPattern typed:
                return VisitAll([typed.Type, typed.Inner], scope);
            case OptionsParameter options:
                foreach (var field in options.Fields)
                    scope = Visit(field.Value, scope).With(field.Name.Text);
                return scope;
            case ExpressionDimension dimension:
                foreach (var name in DimensionNames.In(dimension.Value).Where(name => !Knows(name.Name, scope)))
                    scope = scope.With(name.Name); // it binds
                Visit(dimension.Value, scope);
                return scope;
            case Pattern or Parameter or TypeSyntax or DimensionSyntax or Statement:
                return VisitAll(SyntaxChildren.Of(node), scope);
            default:
                VisitAll(SyntaxChildren.Of(node), scope);
                return scope;
        }
    }

    private Scope VisitAll(IEnumerable<SyntaxNode> nodes, Scope scope, string? function = null) =>
        nodes.Aggregate(function is null ? scope : scope.Inside(function), (inner, node) => Visit(node, inner));

    private void Use(NameExpression name, Scope scope)
    {
        if (scope.Contains(name.Name) || name.Name == "training" || char.IsUpper(name.Name[0]))
            return;
        if (scope.IsInside(name.Name))
        {
            Recursion(name, name.Name);
        }
        else if (program.Names.Find(name.Name) is not null)
        {
            current.Add((name.Name, name));
        }
        else
        {
            var known = scope.Names.Concat(program.Names.AllNames()).Append("training").Distinct();
            diagnostics.Report(
                NameErrors.UnknownName,
                name.Span,
                $"nothing here is called `{name.Name}`",
                Suggestion.DidYouMean(name.Name, known) ?? $"define it: `let {name.Name} = …`");
        }
    }

    private bool Knows(string name, Scope scope) => scope.Contains(name) || char.IsUpper(name[0])
        || program.Names.Find(name) is DeferredValue;

    private void ReportCycles()
    {
        foreach (var start in uses.Keys)
        {
            if (Path(start) is { } path)
            {
                Recursion(path[0].Place, start, [.. path.Skip(1).Select(step => step.Place)]);
                return; // the others of the cycle would say the same
            }
        }
    }

    /// <summary>A shortest chain of uses from a definition back to itself.</summary>
    private List<(string Name, NameExpression Place)>? Path(string start)
    {
        var seen = new HashSet<string>();
        var pending = new Queue<List<(string Name, NameExpression Place)>>([[]]);
        while (pending.TryDequeue(out var path))
        {
            var at = path.Count == 0 ? start : path[^1].Name;
            foreach (var use in uses.GetValueOrDefault(at) ?? [])
            {
                if (use.Name == start)
                    return [.. path, use];
                if (seen.Add(use.Name))
                    pending.Enqueue([.. path, use]);
            }
        }

        return null;
    }

    private void Recursion(NameExpression place, string name, params NameExpression[] others) => diagnostics.Report(
        NameErrors.Recursion,
        place.Span,
        others.Length == 0
            ? $"`{name}` uses itself, and there is no recursion in NetLang"
            : $"`{name}` uses itself through `{place.Name}`, and there is no recursion in NetLang",
        "use `repeat` for a number of layers, `map` or `fold` over a list",
        [.. others.Select(o => new DiagnosticLabel(o.Span, $"`{o.Name}` is used here"))]);

    private static IEnumerable<SyntaxNode> Optional(SyntaxNode? node) => node is null ? [] : [node];

    /// <summary>Local names, and the local functions whose bodies one is in.</summary>
    private sealed record Scope(Scope? Outer, string Name, bool IsFunction)
    {
        public static Scope Empty { get; } = new(null, "", false);

        public IEnumerable<string> Names => Chain.Where(s => !s.IsFunction && s.Name.Length > 0).Select(s => s.Name);

        private IEnumerable<Scope> Chain
        {
            get
            {
                for (var scope = this; scope is not null; scope = scope.Outer)
                    yield return scope;
            }
        }

        public Scope With(string name) => new(this, name, false);

        public Scope Inside(string function) => new(this, function, true);

        public bool Contains(string name) => Chain.Any(s => !s.IsFunction && s.Name == name);

        public bool IsInside(string name) => Chain.Any(s => s.IsFunction && s.Name == name);
    }
}
