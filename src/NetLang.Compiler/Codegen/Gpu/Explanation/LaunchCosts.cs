using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels;

namespace NetLang.Compiler.Codegen.Gpu.Explanation;

/// <summary>What a launch costs, as functions of the symbols.</summary>
/// <param name="Runs">How often a run of the program launches it.</param>
/// <param name="Groups">Of all its kernels.</param>
/// <param name="SharedBytes">A group's.</param>
internal sealed record LaunchCosts(
    Dim Runs, Dim Groups, Func<Func<string, long>, long> CountGroups, int SharedBytes, Dim Bytes, Dim Flops)
{
    /// <summary>The symbols that sizes are needed of.</summary>
    public IEnumerable<string> Symbols => new[] { Runs, Groups, Bytes, Flops }
        .SelectMany(dim => dim.Symbols).Where(symbol => symbol != GpuGrid.Ranges.AsSymbol).Distinct();

    /// <param name="kernels">What each of its kernels costs.</param>
    public static LaunchCosts Of(GpuLaunch launch, IReadOnlyList<KernelStatistics> kernels)
    {
        var grids = launch.Kernels.Select(k => k.Template.Grid(_ => CsCode.Empty)).ToList();
        return new(
            kernels[0].Launches,
            Sum(grids.Select(g => g.Groups.IsConstant ? g.Count(_ => 0) : g.Groups)),
            size => grids.Sum(g => g.Count(size)),
            launch.SharedBytes,
            Sum(kernels.Select(k => k.Bytes)),
            Sum(kernels.Select(k => k.Flops)));
    }

    private static Dim Sum(IEnumerable<Dim> dims) => dims.Aggregate(Dim.Zero, (sum, dim) => sum + dim);
}
