using NetLang.Compiler.IR;
using NetLang.Runtime;

namespace NetLang.Compiler.Ops;

/// <summary>Simplifications of casts.</summary>
internal static class ConversionRules
{
    /// <summary>cast to its own type → x; cast of a cast that lost nothing → one cast.</summary>
    public static Node? Cast(Node node, GraphBuilder b)
    {
        var input = node.Inputs[0];
        if (input.Type.Element == node.Type.Element)
            return input;
        return input.Op == Conversion.Cast && IsExact(input.Inputs[0].Type.Element, input.Type.Element)
            ? b.Cast(input.Inputs[0], node.Type.Element)
            : null;
    }

    private static bool IsExact(ElementType from, ElementType to) => (from, to) switch
    {
        _ when from == to => true,
        (ElementType.Bool, _) => true,
        (_, ElementType.Bool) => false,
        (ElementType.U8, _) => true, // 8 bits fit in every float's significand
        (ElementType.I32, ElementType.I64 or ElementType.F64) => true,
        (ElementType.F16 or ElementType.BF16, ElementType.F32 or ElementType.F64) => true,
        (ElementType.F32, ElementType.F64) => true,
        _ => false,
    };
}
