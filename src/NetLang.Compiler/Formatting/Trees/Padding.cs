using NetLang.Compiler.Formatting.Documents;

namespace NetLang.Compiler.Formatting.Trees;

/// <summary>What is put next to brackets, inside.</summary>
internal static class Padding
{
    /// <summary><c>(a, b)</c></summary>
    public static readonly IfBroken None = new("", "");

    /// <summary><c>{ a = 1 }</c></summary>
    public static readonly IfBroken Always = new(" ", " ");

    /// <summary><c>[a; b]</c>, and a blank where the elements stand on lines of their own.</summary>
    public static readonly IfBroken WhereBroken = new("", " ");
}
