using NetLang.Compiler.IR;
using NetLang.Runtime;

namespace NetLang.Compiler.Ops;

/// <summary>The same value in another type, or with another meaning to autodiff.</summary>
public static class Conversion
{
    /// <summary>
    /// To the type in attribute <c>type</c>. Floats to integers truncate and saturate (NaN is 0); integers to narrower
    /// ones wrap around; to bool is <c>x != 0</c>. From i64 to f32 it goes through f64.
    /// </summary>
    public static ElementwiseOp Cast { get; } = new("cast", 1)
    {
        Types = TypeRules.Conversion,
        Reference = (node, x) => node.Inputs[0].Type.Element.IsFloat() ? Saturate(node.Type.Element, x[0]) : x[0],
        Vjp = (n, g, b) => [b.Cast(g, n.Inputs[0].Type.Element)],
        Cpu = CpuCast,
        Gpu = GpuCast,
        Host = node => (node.Inputs[0].Type.Element, node.Type.Element) switch
        {
            (ElementType.F64 or ElementType.Bool, ElementType.F64) => "{0}",
            (_, ElementType.Bool) => "({0} != 0.0 ? 1.0 : 0.0)",
            _ => null,
        },
        Rule = ConversionRules.Cast,
    };

    /// <summary>The identity, through which no gradient flows.</summary>
    public static ElementwiseOp StopGradient { get; } = new("stopGradient", 1)
    {
        IsIdentity = true,
        Types = TypeRules.Any,
        Reference = (_, x) => x[0],
        Cpu = _ => "{0}",
        Gpu = _ => "{0}",
        Host = _ => "{0}",
    };

    private static double Saturate(ElementType to, double x) => to switch
    {
        ElementType.I32 => (int)Math.Clamp(double.IsNaN(x) ? 0 : x, int.MinValue, int.MaxValue),
        ElementType.I64 => (long)Math.Clamp(double.IsNaN(x) ? 0 : x, long.MinValue, long.MaxValue),
        ElementType.U8 => (byte)Math.Clamp(double.IsNaN(x) ? 0 : x, 0, 255),
        _ => x,
    };

    // Bytes lie in lanes of integers, 0 to 255; lanes of 4 and of 8 bytes are converted around this text.
    private static string CpuCast(Node node) => (Kind(node.Inputs[0]), Kind(node)) switch
    {
        (LaneKind.Bool, LaneKind.Bool) or (LaneKind.Float, LaneKind.Float) => "{0}",
        (LaneKind.Integer, LaneKind.Integer) => node.Type.Element == ElementType.U8 ? "({0} & {V}.Create(255))" : "{0}",
        (LaneKind.Bool, LaneKind.Float) => "{V}.Select({0}, {V}.Constant(1), {V}.Zero)",
        (LaneKind.Bool, _) => "{V}.Select({0}, {V}.Create(1), {V}.Zero)",
        (_, LaneKind.Bool) => "{A}.NotEqual({0}, {A}.Zero)",
        (LaneKind.Float, _) => Saturated("{A}.ConvertToInt({0})", node.Type.Element),
        _ => "{A}.ConvertToFloat({0})",
    };

    // The vectors that are computed in may have wider lanes than the type.
    private static string Saturated(string integers, ElementType type) => type switch
    {
        ElementType.U8 => $"{{V}}.Min({{V}}.Max({integers}, {{V}}.Zero), {{V}}.Create(255))",
        ElementType.I32 => $"{{V}}.Min({{V}}.Max({integers}, {{V}}.Create(int.MinValue)), {{V}}.Create(int.MaxValue))",
        _ => integers,
    };

    private static string GpuCast(Node node)
    {
        var to = node.Type.Element switch
        {
            ElementType.F64 => "double",
            ElementType.I32 => "int",
            ElementType.I64 => "long",
            ElementType.U8 => "byte",
            _ => "float",
        };
        return (Kind(node.Inputs[0]), Kind(node)) switch
        {
            (LaneKind.Bool, LaneKind.Bool) => "{0}",
            (LaneKind.Bool, _) => $"({{0}} ? ({to})1 : ({to})0)",
            (_, LaneKind.Bool) => "({0} != 0)",
            (LaneKind.Float, LaneKind.Integer) => $"GpuMath.To{node.Type.Element}({{0}})",
            _ => $"(({to}){{0}})",
        };
    }

    private static LaneKind Kind(Node node) => node.Type.Element switch
    {
        ElementType.Bool => LaneKind.Bool,
        var element when element.IsFloat() => LaneKind.Float,
        _ => LaneKind.Integer,
    };

    private enum LaneKind
    {
        Float,
        Integer,
        Bool,
    }
}
