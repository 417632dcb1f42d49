using NetLang.Compiler.Text;

namespace NetLang.Compiler.Semantics.Lints;

/// <summary>A name that a definition binds for itself: a parameter, a <c>let</c> in a block, a param, a state.</summary>
/// <param name="function">The number of the function, or the lambda, that binds it.</param>
internal sealed class LocalName(string name, SourceSpan place, int function)
{
    public string Name => name;

    public SourceSpan Place => place;

    public int Function => function;

    public int Uses { get; private set; }

    /// <summary>Whether it is a mistake that nothing uses it. A dimension in a type is named to say what it is.</summary>
    public bool NeedsUse { get; set; } = !name.StartsWith('_');

    /// <summary>Whether its definition lacks a <c>let</c>, which has been reported.</summary>
    public bool IsMissing { get; init; }

    public void Use() => Uses++;
}
