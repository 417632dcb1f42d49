using System.Collections.Immutable;
using NetLang.Runtime.Execution;

namespace NetLang.Compiler.Kernels.Layout;

/// <summary>
/// Chooses how a model's matrices are stored. Before: all are row-major, and every product packs them anew. After: those
/// that are read as the second operand of products lie in panels of its columns, with the optimizer's state beside them,
/// and the kernels that update or initialise them walk along the panels.
/// <code>
/// y = x · Wᵀ        W in panels of its rows: read in place
/// W ← f(W, m, g)    on the tiles of Xᵀ · dY instead of dYᵀ · X: panels again
/// dX = dY · W       packs W from its panels
/// </code>
/// A matrix that anything else reads (a reduction, a slice, a gather) stays row-major. One decision holds for all programs
/// of a model, for they share its variables.
/// </summary>
public static class ParameterLayouts
{
    /// <summary>The programs with layouts at their buffers; all programs of one model.</summary>
    public static ImmutableArray<KernelProgram> Choose(IEnumerable<KernelProgram> programs)
    {
        ImmutableArray<KernelProgram> all = [.. programs];
        var axes = new PanelCandidates(all).Axes();
        return axes.Count == 0 ? all : [.. all.Select(p => Apply(p, axes))];
    }

    private static KernelProgram Apply(KernelProgram program, IReadOnlyDictionary<int, int> axes)
    {
        ImmutableArray<KernelBuffer> buffers =
        [
            .. program.Buffers.Select(b => b.Role == BufferRole.Variable && axes.TryGetValue(b.Index, out var axis)
                ? b with { PanelAxis = axis }
                : b),
        ];
        return program with { Buffers = buffers, Kernels = [.. program.Kernels.Select(k => AlongPanels(k, buffers))] };
    }

    private static Kernel AlongPanels(Kernel kernel, ImmutableArray<KernelBuffer> buffers)
    {
        foreach (var (buffer, map) in PanelCandidates.PointMaps(kernel))
        {
            if (buffers[buffer] is { PanelAxis: { } axis } panels && PanelUse.InnerAxis(panels.Type.Shape, map) != axis)
                return KernelTransposition.Of(kernel)!;
        }

        return kernel;
    }
}
