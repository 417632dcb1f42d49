using NetLang.Compiler.Syntax;
using NetLang.Compiler.Text;

namespace NetLang.Compiler.Semantics.Scopes;

/// <summary>
/// One activation of a definition. It becomes a scope, with a name, as soon as something in it needs one: a param, a
/// state or the key of random numbers.
/// </summary>
public sealed class Scope
{
    private readonly CallContext? caller;
    private readonly ScopeNames names;
    private string? path;

    private Scope(CallContext? caller, string definition, Expression body, SourceSpan? call, ScopeNames names)
    {
        this.caller = caller;
        this.names = names;
        Definition = definition;
        Body = body;
        Call = call;
    }

    public string Definition { get; }

    public Expression Body { get; }

    /// <summary>The call; null for the model itself.</summary>
    public SourceSpan? Call { get; }

    /// <summary>Whether a param or state was declared in it or below.</summary>
    public bool HoldsVariables { get; private set; }

    /// <summary>Whether a declaration in it has failed; more of them would fail for the same reason.</summary>
    public bool IsBroken { get; set; }

    /// <summary>The path of the scope; empty for the model itself, whose name is not in paths.</summary>
    public string Path => path ??= caller is null ? "" : names.ScopePath(caller, Definition);

    /// <summary>Its name among those in the scope around: the end of its path.</summary>
    public string Name => caller is { Scope.Path: { Length: > 0 } around } ? Path[(around.Length + 1)..] : Path;

    /// <summary>The activations from this one out to the model.</summary>
    public IEnumerable<Scope> Outward
    {
        get
        {
            for (var scope = this; scope is not null; scope = scope.caller?.Scope)
                yield return scope;
        }
    }

    public static Scope Model(string name, Expression body, ScopeNames names) => new(null, name, body, null, names);

    public Scope Enter(CallContext from, string definition, Expression body, SourceSpan call) =>
        new(from, definition, body, call, names);

    /// <summary>The path of a variable that is declared at a place.</summary>
    public static string VariablePath(CallContext context, string name) =>
        ScopeNames.Join(context.Scope.Path, ScopeNames.Indexed(name + context.Suffix, context.Indexes));

    /// <summary>A path that only this evaluation of a random draw has.</summary>
    public static string RandomPath(CallContext context, SourceSpan site) =>
        context.Scope.names.ScopePath(context.Through(site) with { GivenName = null }, "random");

    /// <summary>Marks the activations that reach a variable, and returns those that had not yet been marked.</summary>
    public IReadOnlyList<Scope> MarkVariables()
    {
        var marked = new List<Scope>();
        foreach (var scope in Outward.TakeWhile(s => !s.HoldsVariables))
        {
            scope.HoldsVariables = true;
            marked.Insert(0, scope);
        }

        return marked;
    }
}
