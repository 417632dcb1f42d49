using System.Collections.Immutable;
using NetLang.Compiler.Ops;
using NetLang.Runtime.Execution;

namespace NetLang.Compiler.Kernels.Layout;

/// <summary>
/// Finds the variables that are weights of convolutions, with what some kernel walks together with one, and the order of axes
/// in which the convolutions of prediction read them. What a reduction or an index reads is none.
/// </summary>
internal sealed class OrderCandidates
{
    private readonly Dictionary<int, ImmutableArray<int>> orders = [];

    public OrderCandidates(ImmutableArray<KernelProgram> programs)
    {
        var kernels = programs.OrderBy(p => p.Name == "predict" ? 0 : 1).SelectMany(p => p.Kernels, (p, k) => (Kernel: k, Program: p)).ToList();
        // What is no candidate any more brings no optimizer's state with it.
        foreach (var step in new Action<Kernel, KernelProgram>[] { Want, Check, Join, Check })
        {
            foreach (var (kernel, program) in kernels)
                step(kernel, program);
        }
    }

    /// <summary>By variable: its axes, the slowest first.</summary>
    public IReadOnlyDictionary<int, ImmutableArray<int>> Orders => orders;

    /// <summary>Weights are read place by place, in each channel by channel, and for all results at once.</summary>
    private void Want(Kernel kernel, KernelProgram program)
    {
        if (kernel.Root is not { Root: ConvolutionRoot, Operands: [_, var weights] }
            || program.Buffers[weights.Buffer] is not { Role: BufferRole.Variable, Type.Shape: { IsStatic: true } shape } variable)
            return;
        var rowMajor = IndexMap.RowMajor(shape).Strides;
        // Of the operand's axes [g, kh, kw, c, o] groups count with the results.
        var strides = new[] { 1, 2, 3, 0, 4 }.Select(axis => weights.Map.Strides[axis]).ToList();
        ImmutableArray<int> axes = [.. Enumerable.Range(0, shape.Rank)];
        ImmutableArray<int> order = [.. axes.OrderBy(axis => shape[axis].IsOne ? -1 : strides.LastIndexOf(rowMajor[axis]))];
        if (!order.SequenceEqual(axes))
            orders.TryAdd(variable.Index, order);
    }

    /// <summary>The optimizer's state goes with the weights that it is updated with.</summary>
    private void Join(Kernel kernel, KernelProgram program)
    {
        var points = PanelCandidates.PointMaps(kernel).Select(p => (Buffer: program.Buffers[p.Buffer], p.Map))
            .Where(p => p.Buffer.Role == BufferRole.Variable).ToList();
        foreach (var (variable, map) in points.Where(p => orders.ContainsKey(p.Buffer.Index)).ToList())
        {
            foreach (var (other, _) in points.Where(p => p.Map.Equals(map) && p.Buffer.Type.Shape.Equals(variable.Type.Shape)))
                orders.TryAdd(other.Index, orders[variable.Index]);
        }
    }

    private void Check(Kernel kernel, KernelProgram program)
    {
        var isPlain = kernel.Reductions.IsEmpty && kernel.Outputs.All(o => o.Index is null) && kernel.Loads().All(l => l.Index is null);
        var operands = (kernel.Root?.Operands ?? []).Zip(kernel.Root?.Root.OperandExtents(kernel.Domain) ?? [])
            .Select(p => (p.First.Buffer, p.First.Map, Domain: p.Second));
        var points = kernel.Loads().Except(kernel.Root?.Operands ?? []).Select(l => (l.Buffer, l.Map))
            .Concat(kernel.Outputs.Select(o => (o.Buffer, o.Map)));
        foreach (var (buffer, map, domain) in points.Select(p => (p.Buffer, p.Map, Domain: kernel.Domain)).Concat(operands))
        {
            var variable = program.Buffers[buffer];
            if (variable.Role == BufferRole.Variable && orders.TryGetValue(variable.Index, out var order)
                && !(isPlain && new AxisOrder(variable.Type.Shape, order).Fits(map, domain)))
                orders.Remove(variable.Index);
        }
    }
}
