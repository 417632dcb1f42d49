namespace NetLang.Compiler.Semantics.Builtins;

/// <summary>An argument of a builtin that is a function which it applies, or makes an instance of.</summary>
/// <param name="Index">Its place among the arguments that are no records.</param>
/// <param name="Given">How many arguments it gets.</param>
public readonly record struct AppliedArgument(int Index, int Given)
{
    /// <summary>As many arguments as the function takes.</summary>
    public const int All = 1_000;

    /// <summary>Whether it is applied in a scope of its own.</summary>
    public bool IsScope { get; init; }
}
