namespace NetLang.Compiler.Codegen.Cpu;

/// <summary>
/// The vector types that an emitted class is generic over, and the widths that it can be made with: the JIT compiles the
/// one that the hardware has.
/// </summary>
internal sealed class VectorParameters(IReadOnlyCollection<KernelLanes> used)
{
    private readonly bool mixed = used.Contains(KernelLanes.Mixed);
    private readonly bool wide = used.Contains(KernelLanes.Wide) || used.Contains(KernelLanes.Mixed);
    private readonly bool narrow = used.Contains(KernelLanes.Narrow);

    /// <summary><c>&lt;F, I&gt;</c></summary>
    public CsCode Parameters => List(Groups.Select(g => g.Names));

    public IEnumerable<CsCode> Constraints => Groups.SelectMany(g => g.Constraints);

    /// <summary><c>&lt;F32x16, I32x16&gt;</c></summary>
    /// <param name="bits">512, 256 or 128.</param>
    public CsCode Arguments(int bits) => List(Groups.Select(g => bits switch
    {
        512 => g.At512,
        256 => g.At256,
        _ => g.At128,
    }));

    public bool IsGeneric => narrow || wide;

    private IEnumerable<Group> Groups
    {
        get
        {
            if (narrow)
            {
                yield return new(
                    CsCode.Of($"F, I"),
                    [
                        CsCode.Of($"where F : struct, IFloatVector<F, float, I>"),
                        CsCode.Of($"where I : struct, IIntVector<I, int, F>"),
                    ],
                    CsCode.Of($"F32x16, I32x16"),
                    CsCode.Of($"F32x8, I32x8"),
                    CsCode.Of($"F32x4, I32x4"));
            }

            if (wide)
            {
                yield return new(
                    CsCode.Of($"D, L"),
                    [
                        CsCode.Of($"where D : struct, IFloatVector<D, double, L>"),
                        CsCode.Of($"where L : struct, IIntVector<L, long, D>"),
                    ],
                    CsCode.Of($"F64x8, I64x8"),
                    CsCode.Of($"F64x4, I64x4"),
                    mixed ? CsCode.Of($"F64x4, I64x4") : CsCode.Of($"F64x2, I64x2"));
            }

            if (mixed)
            {
                yield return new(
                    CsCode.Of($"H, J, C"),
                    [
                        CsCode.Of($"where H : struct, IFloatVector<H, float, J>"),
                        CsCode.Of($"where J : struct, IIntVector<J, int, H>"),
                        CsCode.Of($"where C : struct, ILaneConversion<H, J, D, L>"),
                    ],
                    CsCode.Of($"F32x8, I32x8, Lanes8"),
                    CsCode.Of($"F32x4, I32x4, Lanes4"),
                    CsCode.Of($"F32x4, I32x4, Lanes4"));
            }
        }
    }

    private CsCode List(IEnumerable<CsCode> names) =>
        IsGeneric ? CsCode.Of($"<{CsCode.Join(", ", names)}>") : CsCode.Empty;

    private sealed record Group(CsCode Names, CsCode[] Constraints, CsCode At512, CsCode At256, CsCode At128);
}
