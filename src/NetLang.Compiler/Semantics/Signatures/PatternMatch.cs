using NetLang.Compiler.Semantics.Values;

namespace NetLang.Compiler.Semantics.Signatures;

/// <summary>Whether a value fits a pattern.</summary>
/// <param name="Names">Where it fits: what names mean behind the pattern.</param>
/// <param name="Undecided">The part of the value of which that is not known at compile time, if there is one.</param>
internal readonly record struct PatternMatch(Environment? Names, Value? Undecided)
{
    public static PatternMatch None => default;

    public static PatternMatch With(Environment names) => new(names, null);

    public static PatternMatch Open(Value undecided) => new(null, undecided);
}
