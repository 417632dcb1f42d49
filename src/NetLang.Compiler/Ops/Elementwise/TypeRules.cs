using NetLang.Runtime;

namespace NetLang.Compiler.Ops;

/// <summary>What element types an elementwise op takes and gives.</summary>
internal static class TypeRules
{
    /// <summary>Numbers of one type, and a result of that type.</summary>
    public static TypeRule Numbers { get; } = (inputs, _) =>
        inputs[0].IsComputed() && inputs.All(i => i == inputs[0]) ? inputs[0] : null;

    /// <summary>Floats of one type, and a result of that type.</summary>
    public static TypeRule Floats { get; } = (inputs, _) =>
        inputs[0] is ElementType.F32 or ElementType.F64 && inputs.All(i => i == inputs[0]) ? inputs[0] : null;

    public static TypeRule Bools { get; } = (inputs, _) =>
        inputs.All(i => i == ElementType.Bool) ? ElementType.Bool : null;

    /// <summary>Numbers of one type to bool.</summary>
    public static TypeRule Ordering { get; } = (inputs, _) =>
        inputs[0].IsComputed() && inputs.All(i => i == inputs[0]) ? ElementType.Bool : null;

    /// <summary>Numbers or bools of one type to bool.</summary>
    public static TypeRule Equality { get; } = (inputs, _) =>
        (inputs[0].IsComputed() || inputs[0] == ElementType.Bool) && inputs.All(i => i == inputs[0])
            ? ElementType.Bool
            : null;

    /// <summary>A bool and two of any one type.</summary>
    public static TypeRule Choice { get; } = (inputs, _) =>
        inputs[0] == ElementType.Bool && inputs[1] == inputs[2] ? inputs[1] : null;

    public static TypeRule Any { get; } = (inputs, _) => inputs[0];

    /// <summary>Any type to the one in attribute <c>type</c>.</summary>
    public static TypeRule Conversion { get; } = (_, attributes) => attributes.Element("type");
}
