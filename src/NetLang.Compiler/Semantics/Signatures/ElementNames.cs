using NetLang.Compiler.Semantics.Values;
using NetLang.Compiler.Syntax;
using NetLang.Runtime;

namespace NetLang.Compiler.Semantics.Signatures;

/// <summary>The names of types.</summary>
internal static class ElementNames
{
    private static readonly string[] StaticTypes = ["int", "float", "string"];

    public static IEnumerable<string> All => Enum.GetValues<ElementType>().Select(t => t.Name()).Concat(StaticTypes);

    public static ElementType? Find(string name)
    {
        foreach (var type in Enum.GetValues<ElementType>())
        {
            if (type.Name() == name)
                return type;
        }

        return null;
    }

    /// <summary>Whether values of the type are known at compile time.</summary>
    public static bool IsStatic(NamedTypeSyntax type) =>
        type.Dimensions is null && StaticTypes.Contains(type.Element.Text);

    /// <summary>The value as the static type has it, or null where it is of another.</summary>
    public static Value? Accepts(string type, Value value) => (type, value) switch
    {
        ("int", IntValue or DimValue) => value,
        ("float", IntValue number) => new FloatValue(number.Value) { Origin = value.Origin },
        ("float", FloatValue or ScalarValue) => value,
        ("string", StringValue) => value,
        ("bool", BoolValue) => value,
        _ => null,
    };
}
