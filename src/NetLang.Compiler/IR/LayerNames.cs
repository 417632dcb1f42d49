using System.Text.RegularExpressions;

namespace NetLang.Compiler.IR;

/// <summary>Names of layer instances: <c>dense</c>, <c>dense2</c>, <c>block.0</c>, or what <c>named</c> says.</summary>
public static partial class LayerNames
{
    /// <summary>Whether the name says by itself which definition was called.</summary>
    public static bool IsAfter(string name, string definition) =>
        name.StartsWith(definition, StringComparison.Ordinal) && Ordinals().IsMatch(name[definition.Length..]);

    [GeneratedRegex(@"^[0-9]*(\.[0-9]+)*$")]
    private static partial Regex Ordinals();
}
