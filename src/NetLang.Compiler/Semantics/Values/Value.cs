using NetLang.Compiler.Text;

namespace NetLang.Compiler.Semantics.Values;

/// <summary>What an expression evaluates to while a program is elaborated.</summary>
public abstract record Value
{
    /// <summary>Where it was written, where that helps a message: "`n` = 784 came from here".</summary>
    public SourceSpan? Origin { get; init; }

    /// <summary>Whether it is <see cref="ErrorValue"/>, or holds one: what is computed with it is an error too.</summary>
    public virtual bool HoldsError => false;

    /// <summary>
    /// Where an item of a list was written, for errors: its origin, but the list where that is a definition.
    /// </summary>
    public SourceSpan PlaceIn(SourceSpan list) => this is CallableValue or NodeValue ? list : Origin ?? list;

    /// <summary>What it is, for messages: <c>the number 3</c>, <c>a tensor f32[N, 3]</c>.</summary>
    public abstract string Describe();
}

/// <summary>
/// Stands where an error has been reported, or, in the check of a definition on its own, for a value that only a call
/// gives; whatever uses it is silently an error too.
/// </summary>
public sealed record ErrorValue : Value
{
    public static ErrorValue Instance { get; } = new();

    public override bool HoldsError => true;

    public override string Describe() => "an error";
}

/// <summary><c>()</c></summary>
public sealed record UnitValue : Value
{
    public static UnitValue Instance { get; } = new();

    public override string Describe() => "nothing, `()`";
}
