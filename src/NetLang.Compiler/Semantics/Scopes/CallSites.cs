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
    private readonly Func<string, Value?> find;

    private CallSites(Func<string, Value?> find) => this.find = find;

    /// <param name="find">What names mean at the top of the file.</param>
    public static ImmutableArray<CallSite> In(Expression body, Func<string, Value?> find)
    {
        var finder = new CallSites(find);
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
            case NameExpression name when Target(name.Name) is { } target && given >= target.Missing:
                sites.Add(new CallSite(name.Span.Start, target.Definition));
                break;
            case LetStatement { Parameters.Length: > 0, Target: NamePattern own } let:
                locals[own.Name] = new Callee(own.Name, let.Parameters.Count(p => p is PositionalParameter));
                break;
            case LetStatement { Target: NamePattern alias } let:
                locals[alias.Name] = PartialCall(let.Value);
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
            ? (find(name) as BuiltinValue)?.Function.Applies
            : null;

    private Callee? Target(string name)
    {
        if (locals.TryGetValue(name, out var local))
            return local;
        return find(name) switch
        {
            FunctionValue function => new Callee(name, function.Arity),
            DeferredValue { Declaration: { Target: NamePattern } value } => PartialCall(value.Body),
            _ => null,
        };
    }

    /// <summary>The definition that still needs arguments after a value has given it some.</summary>
    private Callee? PartialCall(Expression value)
    {
        var call = Call.Of(value);
        return call.Function is NameExpression name && Target(name.Name) is { } target
            && call.Positional.Length < target.Missing
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
