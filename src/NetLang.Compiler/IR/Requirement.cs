namespace NetLang.Compiler.IR;

/// <summary>How a requirement compares a dimension with 0.</summary>
public enum Relation
{
    Zero,
    NotZero,
    NotNegative,
}

/// <summary>
/// A condition on symbols: checked whenever they are bound, and known to hold where a graph is elaborated.
/// </summary>
/// <param name="Message">What to say where it does not hold.</param>
public sealed record Requirement(Dim Value, Relation Relation, string Message)
{
    /// <summary>Whether it holds for some values of the symbols.</summary>
    public bool Holds(Func<string, long> symbols) => Relation switch
    {
        Relation.Zero => Value.Evaluate(symbols) == 0,
        Relation.NotZero => Value.Evaluate(symbols) != 0,
        _ => Value.Evaluate(symbols) >= 0,
    };
}
