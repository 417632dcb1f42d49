using System.Collections.Immutable;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Semantics.Evaluation;
using NetLang.Compiler.Semantics.Files;
using NetLang.Compiler.Semantics.Lints;
using NetLang.Compiler.Semantics.Signatures;
using NetLang.Compiler.Semantics.Values;
using NetLang.Compiler.Syntax;
using NetLang.Compiler.Syntax.Errors;
using NetLang.Compiler.Text;

namespace NetLang.Compiler.Semantics;

/// <summary>
/// Looks up every name of a file before anything is evaluated: unknown names are found in functions that nothing calls,
/// definitions that use themselves and names that are bound twice are refused, and names that nothing uses or that hide
/// others are noted.
/// </summary>
internal sealed class NameResolver
{
    private readonly FileNames file;
    private readonly DiagnosticBag diagnostics;
    private readonly ImportUses imports;
    private readonly DefinitionUses uses = new();
    private readonly NameLints lints = new();
    private readonly HashSet<SourceSpan> unknownNames;
    private readonly UnknownNames unknown;
    private readonly HashSet<SyntaxNode> searched = new(ReferenceEqualityComparer.Instance); // for foreign words
    private List<DefinitionUse> current = [];
    private int functions;

    private NameResolver(FileNames file, HashSet<SourceSpan> unknownNames, DiagnosticBag diagnostics)
    {
        this.file = file;
        this.diagnostics = diagnostics;
        this.unknownNames = unknownNames;
        unknown = new(unknownNames, diagnostics);
        imports = new(file, diagnostics);
    }

    /// <summary>
    /// Reports errors, after which what uses itself means nothing, and gives the warnings, which are of interest where
    /// there are none.
    /// </summary>
    /// <param name="unknownNames">Where to note the places of names that mean nothing.</param>
    public static (NameLints Names, ImportUses Imports) Check(
        FileNames file, HashSet<SourceSpan> unknownNames, DiagnosticBag diagnostics)
    {
        var resolver = new NameResolver(file, unknownNames, diagnostics);
        foreach (var declaration in file.Unit.Declarations)
        {
            resolver.current = [];
            resolver.Visit(declaration, Scope.Empty);
            foreach (var name in DefinedNames(declaration))
                resolver.uses.Add(name, resolver.current);
        }

        RepeatedNames.Report(file.Unit, diagnostics);
        resolver.ReportCycles();
        return (resolver.lints, resolver.imports);
    }

    /// <summary>The names of a definition that could use itself.</summary>
    private static IEnumerable<string> DefinedNames(Declaration declaration) => declaration switch
    {
        LetDeclaration let => PatternBinder.NamesIn(let.Target).Select(bound => bound.Name),
        ModelDeclaration model => [model.Name.Text],
        _ => [],
    };

    private Scope Visit(SyntaxNode node, Scope scope)
    {
        switch (node)
        {
            case NameExpression name:
                Use(name, scope);
                return scope;
            case ApplyExpression or BinaryExpression or ListExpression
                when !searched.Contains(node) && ForeignWord(node, scope) is { } word:
                unknown.Word(word, ForeignWords.Meaning(word.Name)!, node);
                return scope;
            case ApplyExpression
            {
                Argument: BinaryExpression { Operator: BinaryOperator.Equal, Left: NameExpression name } named,
            } when !IsKnown(name, scope):
                unknown.NamedArgument(name, named);
                return scope;
            case ExpressionStatement
            {
                Value: BinaryExpression { Operator: BinaryOperator.Equal, Left: NameExpression name } equality,
            } when !IsKnown(name, scope):
                unknown.Definition(name, equality);
                Visit(equality.Right, scope);
                return scope.With(
                    new LocalName(name.Name, name.Span, scope.Function) { NeedsUse = false, IsMissing = true });
            case FieldExpression { Value: NameExpression qualifier } qualified
                when scope.Find(qualifier.Name) is null && file.Names.Find(qualifier.Name) is FileValue other:
                imports.Use(other, qualified.Field);
                return scope;
            case StringLiteral text:
                foreach (var name in Interpolation.NamesIn(text.Value))
                    UseInText(new NameExpression(text.Span, name), scope);
                return scope;
            case TrainDeclaration { Model: NameExpression model } train when file.Names.Find(model.Name) is null:
                return Visit(train.Body, scope); // TrainDeclarations reports it
            case TrainDeclaration train:
                return VisitAll([train.Model, train.Body], scope);
            case LetDeclaration let:
                VisitAll([.. let.Parameters, .. Optional(let.ResultType), let.Body], scope);
                return scope;
            case ModelDeclaration model: // the loss may look at inputs, too
                VisitFunction(model.Parameters, [.. Optional(model.ResultType), model.Body], scope);
                return scope;
            case OptimizerDeclaration optimizer:
                VisitFunction(optimizer.Parameters, [optimizer.Body], scope);
                return scope;
            case LambdaExpression lambda:
                VisitFunction(lambda.Parameters, [lambda.Body], scope.InFunction(++functions));
                return scope;
            case LetStatement { Parameters.Length: > 0 } let:
                VisitAll(
                    [.. let.Parameters, .. Optional(let.ResultType), let.Value],
                    scope.InFunction(++functions, PatternBinder.NameOf(let.Target)));
                return Visit(let.Target, scope);
            case LetStatement let:
                lints.Continues(() => Visit(let.Value, scope), PatternBinder.NamesIn(let.Target).Select(n => scope.Find(n.Name)));
                return VisitAll([.. Optional(let.ResultType), let.Target], scope);
            case ParamStatement param:
                VisitAll([param.Type, param.Initial], scope);
                return lints.Exempting(() => Bind(param.Name.Text, param.Name.Span, scope)); // the loss must depend on it
            case StateStatement state:
                VisitAll([.. Optional(state.Type), state.Initial], scope);
                return Bind(state.Name.Text, state.Name.Span, scope);
            case AssignStatement assign:
                scope.Find(assign.Target.Text)?.Use();
                Visit(assign.Value, scope);
                return scope;
            case NamePattern pattern:
                return Bind(pattern.Name, pattern.Span, scope);
            case TypedPattern typed:
                return VisitAll([typed.Type, typed.Inner], scope);
            case OptionsParameter options:
                foreach (var field in options.Fields)
                    scope = Bind(field.Name.Text, field.Name.Span, Visit(field.Value, scope));
                return scope;
            case ExpressionDimension dimension:
                foreach (var name in DimensionNames.In(dimension.Value).Where(name => !Knows(name.Name, scope)))
                    scope = scope.With(new LocalName(name.Name, name.Span, scope.Function) { NeedsUse = false }); // it binds
                Visit(dimension.Value, scope);
                return scope;
            case Pattern or Parameter or TypeSyntax or DimensionSyntax or Statement:
                return VisitAll(SyntaxChildren.Of(node), scope);
            default:
                VisitAll(SyntaxChildren.Of(node), scope);
                return scope;
        }
    }

    /// <summary>Visits what others give its parameters to: their number is not the function's own choice.</summary>
    private void VisitFunction(
        IEnumerable<SyntaxNode> parameters, IEnumerable<SyntaxNode> rest, Scope scope) =>
        VisitAll(rest, lints.Exempting(() => VisitAll(parameters, scope)));

    private Scope Bind(string name, SourceSpan place, Scope scope)
    {
        var local = new LocalName(name, place, scope.Function);
        lints.Add(local, scope.Find(name));
        return scope.With(local);
    }

    private Scope VisitAll(IEnumerable<SyntaxNode> nodes, Scope scope) =>
        nodes.Aggregate(scope, (inner, node) => Visit(node, inner));

    private void Use(NameExpression name, Scope scope)
    {
        if (scope.Find(name.Name) is { } local)
        {
            local.Use();
            if (local.IsMissing)
                unknownNames.Add(name.Span);
        }
        else if (scope.IsInside(name.Name))
        {
            Recursion(name, name.Name);
        }
        else if (file.Names.Find(name.Name) is { } meaning)
        {
            imports.Use(name, meaning);
            current.Add(new(name.Name, name));
            lints.UsedAtTop.Add(name.Name);
        }
        else if (!IsKnown(name, scope))
        {
            unknown.Name(name, scope.Names.Concat(file.Names.AllNames()).Append("training").Distinct());
        }
    }

    /// <summary>Whether a name means something; an upper-case one is a case at least.</summary>
    private bool IsKnown(NameExpression name, Scope scope) => scope.Find(name.Name) is not null
        || scope.IsInside(name.Name) || name.Name == "training" || file.Names.Find(name.Name) is not null
        || (char.IsUpper(name.Name[0]) && name.Name is not ("True" or "False"));

    /// <summary>A word of another language among operands and arguments, where it means nothing else.</summary>
    private NameExpression? ForeignWord(SyntaxNode node, Scope scope)
    {
        searched.Add(node);
        if (node is NameExpression name)
            return ForeignWords.Meaning(name.Name) is not null && !IsKnown(name, scope) ? name : null;
        return node is ApplyExpression or BinaryExpression or ListExpression or FieldExpression or NegateExpression
            ? SyntaxChildren.Of(node).Select(child => ForeignWord(child, scope)).FirstOrDefault(word => word is not null)
            : null;
    }

    private void UseInText(NameExpression name, Scope scope)
    {
        if (scope.Find(name.Name) is { } local)
        {
            local.Use();
            return;
        }

        imports.Mention(name.Name);
        lints.UsedAtTop.Add(name.Name);
        if (file.Names.Find(name.Name) is DeferredValue) // other values are not evaluated to be shown
            current.Add(new(name.Name, name));
    }

    private bool Knows(string name, Scope scope) =>
        scope.Find(name) is not null || file.Names.Find(name) is DeferredValue;

    private void ReportCycles()
    {
        foreach (var cycle in uses.Cycles())
        {
            Recursion(cycle[0].Place, cycle[^1].Name, [.. cycle.Skip(1).Select(use => use.Place)]);
            foreach (var use in cycle)
                file.Names.Redefine(use.Name, ErrorValue.Instance);
        }
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

    /// <summary>Local names, and the named local functions whose bodies one is in.</summary>
    /// <param name="Function">A number for each function.</param>
    private sealed record Scope(
        ImmutableDictionary<string, LocalName> Locals, ImmutableHashSet<string> Inside, int Function)
    {
        public static Scope Empty { get; } =
            new(ImmutableDictionary<string, LocalName>.Empty, ImmutableHashSet<string>.Empty, 0);

        public IEnumerable<string> Names => Locals.Keys;

        public Scope With(LocalName local) => this with { Locals = Locals.SetItem(local.Name, local) };

        public Scope InFunction(int number, string? name = null) =>
            this with { Inside = name is null ? Inside : Inside.Add(name), Function = number };

        public LocalName? Find(string name) => Locals.GetValueOrDefault(name);

        public bool IsInside(string name) => Inside.Contains(name);
    }
}
