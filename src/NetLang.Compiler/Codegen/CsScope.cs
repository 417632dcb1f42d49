using System.Collections.Frozen;
using System.Globalization;

namespace NetLang.Compiler.Codegen;

/// <summary>
/// Names of one block of emitted code. As C# asks, a name differs from all others of its block, of the blocks around it,
/// and, since a block's names are known in all of it, of the blocks inside it that came before.
/// </summary>
public sealed class CsScope(CsScope? outer = null)
{
    // Types and methods that emitted code refers to by simple names, which a variable of the same name would hide.
    private static readonly FrozenSet<string> Types = """
        BeginPredict BufferRole Cpu DimensionSpec Dimensions ElementType Four Gemm Gpu GpuInteger GpuLimits GpuMath GpuMatrix
        GpuRandom Grid Group GroupReduce Math Max Min Philox Product SharedMemory Sum TileGrid UniformSequence VariableKind
        VectorHardware
        """.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    private readonly HashSet<string> taken = new(StringComparer.Ordinal);
    private readonly HashSet<string> takenInside = new(StringComparer.Ordinal);

    /// <summary>The name itself where it is free, else with a number behind it.</summary>
    /// <param name="wish">Such as a kernel has, it gets another beginning: a variable would hide the kernel's method.</param>
    public CsName Unique(string wish)
    {
        if (IsKernel(wish))
            wish = "_" + wish;
        var name = CsName.Of(wish);
        for (var number = 2; takenInside.Contains(name.Text) || IsTaken(name); number++)
            name = CsName.Of(string.Create(CultureInfo.InvariantCulture, $"{wish}_{number}"));
        taken.Add(name.Text);
        for (var scope = outer; scope is not null; scope = scope.Outer)
            scope.takenInside.Add(name.Text);
        return name;
    }

    private CsScope? Outer => outer;

    private bool IsTaken(CsName name) => Types.Contains(name.Text) || taken.Contains(name.Text)
        || outer?.IsTaken(name) == true;

    // Methods of kernels are called k00_…: a number, and what they do.
    private static bool IsKernel(string name) =>
        name.Length > 1 && name[0] == 'k' && name.AsSpan(1).TrimStart("0123456789").StartsWith('_');
}
