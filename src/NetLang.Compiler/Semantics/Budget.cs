using System.Runtime.CompilerServices;
using NetLang.Compiler.IR;

namespace NetLang.Compiler.Semantics;

/// <summary>
/// What an elaboration may use, so that it ends soon, within the stack and within memory, whatever the program.
/// </summary>
/// <param name="maximumSteps">The number of expressions, calls, and items of lists that are made.</param>
public sealed class Budget(int maximumSteps = Budget.MaximumSteps)
{
    /// <summary>Of the elaboration of a model.</summary>
    public const int MaximumSteps = 1_000_000;

    /// <summary>Of a list, and of the numbers of a tensor that the program holds.</summary>
    public const int MaximumListLength = 100_000;

    /// <summary>Of a string whose <c>{name}</c>s are filled in.</summary>
    public const int MaximumTextLength = 4_000;

    private const int MaximumNodes = 100_000;
    private const int MaximumDepth = 1_500;
    private const int MaximumTrials = 100_000;

    private int depth;

    /// <summary>What the elaboration has been ended for, as in "takes …"; null while it goes on.</summary>
    public string? Excess { get; private set; }

    /// <summary>Whether the elaboration has been ended for what it used.</summary>
    public bool IsExhausted => Excess is not null;

    /// <summary>The steps that were taken.</summary>
    public int Steps { get; private set; }

    /// <summary>Begins one step of evaluation; null, or what there is too much of.</summary>
    public string? Enter(GraphBuilder builder, DimFacts facts)
    {
        if (Spend(1) is { } excess)
            return excess;
        if (++depth > MaximumDepth)
            return TooDeep();
        if (builder.Nodes.Count > MaximumNodes)
            return Exhaust($"more than {MaximumNodes:N0} operations on tensors");
        return facts.Trials > MaximumTrials ? Exhaust("proofs about dimensions that are too long") : null;
    }

    public void Leave() => depth--;

    /// <summary>Takes steps for what is done at once; null, or what there is too much of.</summary>
    public string? Spend(int count)
    {
        if ((Steps += count) > maximumSteps)
            return Exhaust($"more than {maximumSteps:N0} steps");
        return RuntimeHelpers.TryEnsureSufficientExecutionStack() ? null : TooDeep();
    }

    private string TooDeep() => Exhaust("calls, expressions or values that are nested too deeply");

    private string Exhaust(string what) => Excess = what;
}
