using NetLang.Compiler.Kernels;
using NetLang.Runtime;

namespace NetLang.Compiler.Codegen.Cpu;

/// <summary>An elementwise op on vectors, by the op's own text.</summary>
internal static class OperationCode
{
    /// <param name="isCall">Whether an op with long code is called, and not inlined.</param>
    public static CsCode Of(KernelLanes lanes, ApplyExpression apply, IReadOnlyList<CsCode> operands, bool isCall)
    {
        var types = apply.Arguments.Select(a => a.Type).ToList();
        // Lanes of 4 and of 8 bytes meet in casts only; those are computed in the wider ones.
        var size = types.Append(apply.Type).Where(t => t != ElementType.Bool).Select(KernelLanes.LaneSize).DefaultIfEmpty(0).Max();
        var converted = operands.Zip(types, (code, type) => Widen(lanes, type, size, code)).ToList();
        var text = isCall ? apply.Op.CpuCall! : apply.Op.CpuExpression(apply.Node);
        var template = text
            .Replace("{T}", KernelContext.PointerType(apply.Type).Text, StringComparison.Ordinal)
            .Replace("{M}", lanes.MaskOf(apply.Type).Text, StringComparison.Ordinal)
            .Replace("{V}", VectorOf(lanes, apply.Type, size).Text, StringComparison.Ordinal)
            .Replace("{A}", VectorOf(lanes, types[0], size).Text, StringComparison.Ordinal);
        var code = CsCode.FromTemplate(template, converted);
        return Narrow(lanes, apply.Type, size, code);
    }

    /// <summary>Whether the op's text names an operand more than once, so that it must not be an expression.</summary>
    public static bool Repeats(ApplyExpression apply, int operand)
    {
        var hole = CsCode.Of($"{{{operand}}}").Text;
        var template = apply.Op.CpuExpression(apply.Node);
        return template.IndexOf(hole, StringComparison.Ordinal) != template.LastIndexOf(hole, StringComparison.Ordinal);
    }

    private static CsName VectorOf(KernelLanes lanes, ElementType type, int size) => (size, type.IsFloat()) switch
    {
        (8, true) => lanes.Vector(ElementType.F64),
        (8, false) => lanes.Vector(ElementType.I64),
        _ => lanes.Vector(type),
    };

    private static CsCode Widen(KernelLanes lanes, ElementType type, int size, CsCode code)
    {
        if (type == ElementType.Bool)
            return size == 8 ? lanes.MaskFor(ElementType.I64, code) : code;
        return size == 8 && KernelLanes.LaneSize(type) == 4 ? CsCode.Of($"C.Widen({code})") : code;
    }

    private static CsCode Narrow(KernelLanes lanes, ElementType type, int size, CsCode code)
    {
        if (type == ElementType.Bool)
            return size == 8 ? lanes.MaskFrom(ElementType.I64, code) : code;
        return size == 8 && KernelLanes.LaneSize(type) == 4 ? CsCode.Of($"C.Narrow({code})") : code;
    }
}
