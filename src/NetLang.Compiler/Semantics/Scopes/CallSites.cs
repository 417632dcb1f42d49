using System.Collections.Immutable;
using NetLang.Compiler.Syntax;

namespace NetLang.Compiler.Semantics.Scopes;

/// <summary>
/// Finds the places in a definition's text that call a definition by its name, or by a `let` that gives it some of its
/// arguments (<c>let f = dense 10</c>). Local functions are definitions of their own; lambdas are not.
/// </summary>
internal sealed class CallSites
{
    private readonly ImmutableArray<CallSite>.Builder sites = ImmutableArray.CreateBuilder<CallSite>();
    private readonly Dictionary<string, (string Definition, int Missing)> partials = [];
    private readonly Func<string, int?> arityOf;

    private CallSites(Func<string, int?> arityOf) => this.arityOf = arityOf;

    /// <param name="arityOf">The number of positional parameters of a top-level function, else null.</param>
    public static ImmutableArray<CallSite> In(Expression body, Func<string, int?> arityOf)
    {
        var finder = new CallSites(arityOf);
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
            case ApplyExpression when Head(node) is NameExpression { Name: "named" }:
                break; // what is named is a scope of its own
            case ApplyExpression apply:
                Visit(apply.Function, given + (apply.Argument is RecordExpression ? 0 : 1));
                Visit(apply.Argument, 0);
                break;
            case NameExpression name when Target(name.Name) is { } target && given >= target.Missing:
                sites.Add(new CallSite(name.Span.Start, target.Definition));
                break;
            case LetStatement { Parameters.Length: > 0 }:
                break;
            case LetStatement { Target: NamePattern alias } let when PartialCall(let.Value) is { } partial:
                partials[alias.Name] = partial;
                break;
            default:
                foreach (var child in SyntaxChildren.Of(node))
                    Visit(child, 0);
                break;
        }
    }

    private (string Definition, int Missing)? Target(string name)
    {
        if (partials.TryGetValue(name, out var partial))
            return partial;
        return arityOf(name) is { } arity ? (name, arity) : null;
    }

    private static SyntaxNode Head(SyntaxNode node)
    {
        while (node is ApplyExpression apply)
            node = apply.Function;
        return node;
    }

    private (string Definition, int Missing)? PartialCall(Expression value)
    {
        var given = 0;
        while (value is ApplyExpression apply)
        {
            given += apply.Argument is RecordExpression ? 0 : 1;
            value = apply.Function;
        }

        return value is NameExpression name && Target(name.Name) is { } target && given < target.Missing
            ? target with { Missing = target.Missing - given }
            : null;
    }
}
