using System.Runtime.CompilerServices;

namespace NetLang.Compiler.Semantics;

/// <summary>What an elaboration may use, so that it ends soon and within the stack, whatever the program.</summary>
public sealed class Budget
{
    public const int MaximumListLength = 100_000;
    private const int MaximumSteps = 1_000_000;
    private const int MaximumDepth = 1_500;

    private int steps;
    private int depth;

    /// <summary>Whether the elaboration has been ended for what it used.</summary>
    public bool IsExhausted { get; private set; }

    /// <summary>Begins one step of evaluation; null, or what there is too much of.</summary>
    public string? Enter()
    {
        if (++steps > MaximumSteps)
            return Exhaust($"more than {MaximumSteps:N0} steps");
        if (++depth > MaximumDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            return Exhaust("calls and expressions that are nested too deeply");
        return null;
    }

    public void Leave() => depth--;

    private string Exhaust(string what)
    {
        IsExhausted = true;
        return what;
    }
}
