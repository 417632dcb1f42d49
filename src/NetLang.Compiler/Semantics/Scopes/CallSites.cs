using System.Collections.Immutable;
using NetLang.Compiler.Semantics.Builtins;
using NetLang.Compiler.Semantics.Values;
using NetLang.Compiler.Syntax;

namespace NetLang.Compiler.Semantics.Scopes;

/// <summary>
/// Finds the places in a definition's text that call a definition: by its name, by a `let` that gives it some of its
/// arguments (<c>let f = dense 10</c>), or through a builtin that applies it (<c>repeat 3 (dense 10)</c>) or makes an
/// instance of it (<c>share (dense 10)</c>). Local functions are definitions of their own; lambdas are not.
/// </summary>
internal sealed class CallSites
{
    private readonly ImmutableArray<CallSite>.Builder sites = ImmutableArray.CreateBuilder<CallSite>();
    private readonly Dictionary<string, Callee?> locals = [];
    private readonly Environment names;

    private CallSites(Environment names) => this.names = names;

    /// <param name="names">What names mean at the top of the file.</param>
    public static ImmutableArray<CallSite> In(Expression body, Environment names)
    {
        var finder = new CallSites(names);
        finder.Visit(body, 0);
        finder.sites.Sort((a, b) => a.Position.CompareTo(b.Position));
        return finder.sites.ToImmutable();
    }

    /// <param name="given">Arguments that the surroundings give to the expression.</param>
    private void Visit(SyntaxNode node, int given)
    {
        switch (node)
        {
            case BinaryExpression { Operator: BinaryOperator.Pipe } pipe:
                Visit(pipe.Left, 0);
                Visit(pipe.Right, given + 1);
                break;
            case BinaryExpression { Operator: BinaryOperator.Compose } compose:
                Visit(compose.Left, 1);
                Visit(compose.Right, 1);
                break;
            case ApplyExpression apply:
                VisitCall(Call.Of(apply), given);
                break;
            case NameExpression or FieldExpression when Target(node) is { } target:
                if (given >= target.Missing)
                    sites.Add(new CallSite(node.Span.Start, target.Definition));
                break;
            case LetStatement { Parameters.Length: > 0, Target: NamePattern own } let:
                locals[own.Name] = new Callee(own.Name, let.Parameters.Count(p => p is PositionalParameter));
                break;
            case LetStatement { Target: NamePattern alias } let:
                locals[alias.Name] = PartialCall(let.Value, Target);
                Visit(let.Value, 0);
                break;
            default:
                foreach (var child in SyntaxChildren.Of(node))
                    Visit(child, 0);
                break;
        }
    }

    private void VisitCall(Call call, int given)
    {
        Visit(call.Function, given + call.Positional.Length);
        foreach (var record in call.Records)
            Visit(record, 0);
        var applied = Applied(call);
        for (var i = 0; i < call.Positional.Length; i++)
        {
            if (i != applied?.Index)
                Visit(call.Positional[i], 0);
            else if (!applied.Value.IsScope)
                Visit(call.Positional[i], applied.Value.Given);
        }
    }

    private AppliedArgument? Applied(Call call) =>
        call.Function is NameExpression { Name: var name } && !locals.ContainsKey(name)
            ? (names.Find(name) as BuiltinValue)?.Function.Applies
            : null;

    private Callee? Target(SyntaxNode head) =>
        head is NameExpression { Name: var name } && locals.TryGetValue(name, out var local)
            ? local
            : TopLevel(head, names);

    private static Callee? TopLevel(SyntaxNode head, Environment names) => names.FindDefinition(head) switch
    {
        FunctionValue function => new Callee(function.Name!, function.Arity),
        DeferredValue { Declaration: { Target: NamePattern } value, File: var file } =>
            PartialCall(value.Body, inner => TopLevel(inner, file)),
        _ => null,
    };

    /// <summary>The definition that still needs arguments after a value has given it some.</summary>
    private static Callee? PartialCall(Expression value, Func<SyntaxNode, Callee?> targetOf)
    {
        var call = Call.Of(value);
        return targetOf(call.Function) is { } target && call.Positional.Length < target.Missing
            ? target with { Missing = target.Missing - call.Positional.Length }
            : null;
    }

    /// <param name="Missing">How many arguments it still needs.</param>
    private readonly record struct Callee(string Definition, int Missing);

    /// <summary>A function with the arguments that stand behind it; records may be options.</summary>
    private readonly record struct Call(
        Expression Function, ImmutableArray<Expression> Positional, ImmutableArray<Expression> Records)
    {
        public static Call Of(Expression expression)
        {
            var arguments = new Stack<Expression>();
            while (expression is ApplyExpression apply)
            {
                arguments.Push(apply.Argument);
                expression = apply.Function;
            }

            return new(
                expression,
                [.. arguments.Where(a => a is not RecordExpression)],
                [.. arguments.Where(a => a is RecordExpression)]);
        }
    }
}
