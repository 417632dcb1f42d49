using NetLang.Runtime;

namespace NetLang.Compiler.Codegen.Gpu;

/// <summary>
/// Element types in kernels: as they lie in memory, and as locals hold them. Bytes become <c>int</c> when they are
/// loaded, since narrow integers are not safe on all devices.
/// </summary>
internal static class GpuTypes
{
    public static CsCode InMemory(ElementType type) => type switch
    {
        ElementType.F32 => CsCode.Of($"float"),
        ElementType.F64 => CsCode.Of($"double"),
        ElementType.I32 => CsCode.Of($"int"),
        ElementType.I64 => CsCode.Of($"long"),
        ElementType.U8 or ElementType.Bool => CsCode.Of($"byte"),
        _ => throw new InvalidOperationException($"{type.Name()} cannot be computed with"),
    };

    /// <summary>The type of locals; those of bools are <c>bool</c>.</summary>
    public static CsCode Local(ElementType type) => type switch
    {
        ElementType.Bool => CsCode.Of($"bool"),
        ElementType.U8 => CsCode.Of($"int"),
        _ => InMemory(type),
    };

    public static CsCode Load(ElementType type, CsCode element) => type switch
    {
        ElementType.Bool => CsCode.Of($"({element} != 0)"),
        ElementType.U8 => CsCode.Of($"(int){element}"),
        _ => element,
    };

    public static CsCode Store(ElementType type, CsCode value) => type switch
    {
        ElementType.Bool => CsCode.Of($"{value} ? (byte)1 : (byte)0"),
        ElementType.U8 => CsCode.Of($"(byte){DimCode.Factor(value)}"),
        _ => value,
    };

    public static CsCode Literal(ElementType type, double value)
    {
        var literal = type switch
        {
            ElementType.Bool => CsLiteral.Of(value != 0),
            ElementType.F64 => CsLiteral.Of(value),
            ElementType.I64 => CsLiteral.Of((long)value),
            ElementType.I32 or ElementType.U8 => CsLiteral.Of((int)value),
            _ => CsLiteral.Of((float)value),
        };
        return literal.Text.StartsWith('-') ? CsCode.Of($"({literal})") : literal;
    }
}
