using System.Collections.Immutable;
using NetLang.Compiler.Syntax;
using NetLang.Compiler.Text;

namespace NetLang.Compiler.Semantics.Scopes;

/// <summary>Where in the tree of layer instances elaboration is.</summary>
/// <param name="Scope">The innermost activation of a named definition.</param>
/// <param name="Sites">
/// The call sites passed since that activation began: lambdas and compositions open no scope, so a call inside them is
/// told apart by the sites that lead to it.
/// </param>
/// <param name="Indexes">
/// The iterations of <c>repeat</c>, <c>map</c> and <c>fold</c> since that activation began.
/// </param>
/// <param name="GivenName">What <c>named</c> calls the next scope, if it does.</param>
public sealed record CallContext(
    Scope Scope,
    ImmutableArray<SourceSpan> Sites,
    ImmutableArray<int> Indexes,
    string? GivenName)
{
    /// <summary>
    /// Whether <c>repeat</c>, <c>map</c> or <c>fold</c> has been entered since that activation began: also where a name with a
    /// value in it makes their numbers superfluous.
    /// </summary>
    public bool IsRepeated { get; init; }

    /// <summary>What <c>suffixed</c> adds to the names of the variables and scopes that come next.</summary>
    public string Suffix { get; init; } = "";

    /// <summary>Whether it lies in a shared layer, whose applications are one instance.</summary>
    public bool IsShared { get; init; }

    /// <summary>Whether it lies in a frozen layer, which training does not change.</summary>
    public bool IsFrozen { get; init; }

    /// <summary>What <c>initialize</c> says of params and states that are declared under it.</summary>
    public InitialValues? Initial { get; init; }

    public static CallContext At(Scope scope) => new(scope, [], [], null);

    /// <summary>The place in a new activation of a definition.</summary>
    public CallContext Enter(string definition, Expression body, SourceSpan call) => this with
    {
        Scope = Scope.Enter(this, definition, body, call),
        Sites = [],
        Indexes = [],
        GivenName = null,
        Suffix = "",
        IsRepeated = false,
    };

    public CallContext Through(SourceSpan site) => this with { Sites = Sites.Add(site) };

    public CallContext Iteration(int index) => this with { Indexes = Indexes.Add(index), IsRepeated = true };
}
