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

    /// <summary>The type that another language means by a name, or a tensor by that of a number; else null.</summary>
    public static string? Meant(string name) => name.ToLowerInvariant() switch
    {
        "float32" or "single" or "float" or "tensor" => "f32",
        "float64" or "double" => "f64",
        "float16" or "half" => "f16",
        "bfloat16" => "bf16",
        "int32" or "int" => "i32",
        "int64" or "long" => "i64",
        "uint8" or "byte" => "u8",
        "boolean" => "bool",
        _ => null,
    };

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
