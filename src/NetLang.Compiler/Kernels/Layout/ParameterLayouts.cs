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
/// A matrix that anything else reads (a reduction, a slice, a gather) stays row-major. Weights of convolutions lie in the order
/// of axes in which these read them, their results fastest. One decision holds for all programs of a model, for they share
/// its variables.
/// </summary>
public static class ParameterLayouts
{
    /// <summary>The programs with layouts at their buffers; all programs of one model.</summary>
    public static ImmutableArray<KernelProgram> Choose(IEnumerable<KernelProgram> programs)
    {
        ImmutableArray<KernelProgram> all = [.. programs];
        var axes = new PanelCandidates(all).Axes();
        var orders = new OrderCandidates(all).Orders;
        return axes.Count + orders.Count == 0 ? all : [.. all.Select(p => Apply(p, axes, orders))];
    }

    private static KernelProgram Apply(
        KernelProgram program, IReadOnlyDictionary<int, int> axes, IReadOnlyDictionary<int, ImmutableArray<int>> orders)
    {
        ImmutableArray<KernelBuffer> buffers =
        [
            .. program.Buffers.Select(b => b.Role != BufferRole.Variable ? b
                : axes.TryGetValue(b.Index, out var axis) ? b with { PanelAxis = axis }
                : orders.TryGetValue(b.Index, out var order) ? b with { AxisOrder = order }
                : b),
        ];
        return program with
        {
            Buffers = buffers,
            Kernels = [.. program.Kernels.Select(k => AlongAxes(AlongPanels(k, buffers), buffers))],
        };
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

    /// <summary>Where elements lie now; a map kernel goes through them in that order.</summary>
    private static Kernel AlongAxes(Kernel kernel, ImmutableArray<KernelBuffer> buffers)
    {
        var orders = kernel.Loads().Select(l => l.Buffer).Concat(kernel.Outputs.Select(o => o.Buffer)).Distinct()
            .Where(b => buffers[b].AxisOrder is not null)
            .ToDictionary(b => b, b => new AxisOrder(buffers[b].Type.Shape, buffers[b].AxisOrder!.Value));
        if (orders.Count == 0)
            return kernel;
        var rewriter = new MapRewriter((map, buffer) =>
            buffer is { } b && orders.TryGetValue(b, out var order) ? order.Stored(map) : map);
        var stored = rewriter.Rewrite(kernel);
        if (kernel.Root is { } root)
            return stored with { Root = root with { Operands = [.. root.Operands.Select(rewriter.Rewrite)] } };
        return stored.Outputs.FirstOrDefault(o => orders.ContainsKey(o.Buffer)) is { } output
            ? KernelTransposition.InOrder(
                stored,
                [.. Enumerable.Range(0, stored.Domain.Length).OrderByDescending(axis => output.Map.Strides[axis].ConstantValue)])
            : stored;
    }
}
