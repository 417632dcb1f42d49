using NetLang.Compiler.Kernels;
using NetLang.Runtime;

namespace NetLang.Compiler.Codegen.Cpu;

/// <summary>Values that come from nowhere in memory: constants, host scalars, coordinates, random numbers.</summary>
internal static class LeafCode
{
    public static CsCode Constant(KernelLanes lanes, ConstantExpression constant)
    {
        var vector = lanes.Vector(constant.Type);
        return constant.Type switch
        {
            ElementType.Bool => constant.Value != 0 ? CsCode.Of($"{lanes.Mask}.Create(-1)") : CsCode.Of($"{lanes.Mask}.Zero"),
            ElementType.F64 => CsCode.Of($"{vector}.Create({CsLiteral.Of(constant.Value)})"),
            ElementType.I64 => CsCode.Of($"{vector}.Create({CsLiteral.Of((long)constant.Value)})"),
            _ when constant.Type.IsFloat() => CsCode.Of($"{vector}.Create({CsLiteral.Of((float)constant.Value)})"),
            _ => CsCode.Of($"{vector}.Create({CsLiteral.Of((int)constant.Value)})"),
        };
    }

    public static CsCode HostScalar(KernelLanes lanes, HostScalarExpression host)
    {
        var scalar = CsCode.Of($"frame->Scalars[{host.Scalar}]");
        return host.Type == ElementType.Bool
            ? CsCode.Of($"{lanes.Mask}.Create({scalar} != 0 ? -1 : 0)")
            : CsCode.Of($"{lanes.Vector(host.Type)}.Create({Cast(host.Type)}{scalar})");
    }

    /// <param name="place">The value at the first lane, and the step from lane to lane, if any.</param>
    public static CsCode Index(KernelLanes lanes, ElementType type, (CsCode First, CsCode? Step) place)
    {
        var integer = lanes.MaskOf(type);
        var scalar = CsCode.Of($"{(KernelLanes.LaneSize(type) == 8 ? CsCode.Of($"(long)") : CsCode.Of($"(int)"))}({place.First})");
        if (place.Step is not { } step)
            return CsCode.Of($"{lanes.Vector(type)}.Create({Cast(type)}({place.First}))");
        var sequence = step.Text == "1"
            ? CsCode.Of($"{integer}.Sequence({scalar})")
            : CsCode.Of($"({integer}.Create({scalar}) + ({integer}.Sequence(0) * {integer}.Create({step})))");
        return type.IsFloat() ? CsCode.Of($"{integer}.ConvertToFloat({sequence})") : sequence;
    }

    public static CsCode Random(KernelLanes lanes, RandomExpression random, CsCode key, (CsCode First, CsCode? Step) place)
    {
        var name = CsName.Of(random.Normal ? "Normal" : "Uniform");
        var state = CsCode.Of($"frame->Seed, frame->Step, {key}");
        var vectors = CsCode.Of($"{lanes.Vector(random.Type)}, {lanes.MaskOf(random.Type)}");
        var step = place.Step ?? CsCode.Of($"0");
        return CsCode.Of($"Philox.{name}<{vectors}>({state}, {place.First}, {step})");
    }

    public static CsCode UniformSequence(CsCode key) =>
        CsCode.Of($"new UniformSequence(frame->Seed, frame->Step, {key})");

    public static CsCode NextUniform(KernelLanes lanes, CsName sequence, ElementType type, CsCode first) =>
        CsCode.Of($"{sequence}.At<{lanes.Vector(type)}, {KernelContext.PointerType(type)}, {lanes.MaskOf(type)}>({first})");

    private static CsCode Cast(ElementType type) => type switch
    {
        ElementType.F64 => CsCode.Of($"(double)"),
        ElementType.I64 => CsCode.Of($"(long)"),
        ElementType.F32 or ElementType.F16 or ElementType.BF16 => CsCode.Of($"(float)"),
        _ => CsCode.Of($"(int)"),
    };
}
