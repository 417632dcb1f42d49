using NetLang.Compiler.Kernels;
using NetLang.Runtime;

namespace NetLang.Compiler.Codegen.Cpu;

/// <summary>
/// The vector types in which a kernel computes, as type parameters of the emitted class. Kernels with lanes of one size
/// use the widest vectors there are; those that hold both 4- and 8-byte types use as many lanes of each, so that a lane
/// is the same element everywhere.
/// </summary>
internal sealed class KernelLanes
{
    public static readonly KernelLanes Narrow = new("F", "I", "F", "I");
    public static readonly KernelLanes Wide = new("D", "L", "D", "L");
    public static readonly KernelLanes Mixed = new("H", "J", "D", "L");

    private readonly CsName float32;
    private readonly CsName int32;
    private readonly CsName float64;
    private readonly CsName int64;

    private KernelLanes(string float32, string int32, string float64, string int64)
    {
        this.float32 = CsName.Of(float32);
        this.int32 = CsName.Of(int32);
        this.float64 = CsName.Of(float64);
        this.int64 = CsName.Of(int64);
    }

    /// <summary>The integer vector that masks are held in between operations.</summary>
    public CsName Mask => int32;

    /// <summary>Lanes a vector.</summary>
    public CsCode Count => CsCode.Of($"{int32}.Count");

    public static KernelLanes Of(KernelExpressions expressions)
    {
        var sizes = expressions.All.Select(e => e.Type).Where(t => t != ElementType.Bool).Select(LaneSize).ToHashSet();
        return sizes.Contains(8) ? (sizes.Contains(4) ? Mixed : Wide) : Narrow;
    }

    /// <summary>Bytes a lane of a value of the type; a bool goes with the others of its kernel.</summary>
    public static int LaneSize(ElementType type) => type is ElementType.F64 or ElementType.I64 ? 8 : 4;

    public CsName Vector(ElementType type) => type switch
    {
        ElementType.F64 => float64,
        ElementType.I64 => int64,
        ElementType.F32 or ElementType.F16 or ElementType.BF16 => float32,
        _ => int32,
    };

    /// <summary>The integer vector that is the mask of vectors of the type.</summary>
    public CsName MaskOf(ElementType type) => LaneSize(type) == 8 && type != ElementType.Bool ? int64 : int32;

    /// <summary>A mask from between operations as vectors of the type need it.</summary>
    public CsCode MaskFor(ElementType type, CsCode mask) =>
        MaskOf(type) == Mask ? mask : CsCode.Of($"C.Widen({mask})");

    /// <summary>A mask that a comparison of vectors of the type gave, as it is held between operations.</summary>
    public CsCode MaskFrom(ElementType type, CsCode mask) =>
        MaskOf(type) == Mask ? mask : CsCode.Of($"C.Narrow({mask})");
}
