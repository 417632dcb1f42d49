using System.Collections.Immutable;
using NetLang.Compiler.IR;
using NetLang.Runtime;
using NetLang.Runtime.Execution;

namespace NetLang.Compiler.Kernels.Layout;

/// <summary>
/// Finds the variables that panels suit: matrices that are columns of products, and those that some kernel walks together
/// with one, where no kernel does anything with any of them that panels do not allow.
/// </summary>
internal sealed class PanelCandidates(ImmutableArray<KernelProgram> programs)
{
    private readonly Dictionary<int, int> together = []; // a variable to one of its group, itself at the end
    private readonly Dictionary<int, int> wanted = [];
    private readonly HashSet<int> unfit = [];

    /// <summary>By variable: the axis of the matrix that its panels cut.</summary>
    public IReadOnlyDictionary<int, int> Axes()
    {
        // What prediction reads decides: the input gradient of training reads the same matrix the other way.
        foreach (var program in programs.OrderBy(p => p.Name == "predict" ? 0 : 1))
        {
            foreach (var kernel in program.Kernels)
                Look(kernel, program);
        }

        var variables = programs.SelectMany(p => p.Buffers).Where(b => b.Role == BufferRole.Variable)
            .Select(b => b.Index).Distinct().Order().ToList();
        return variables.GroupBy(Group)
            .Where(g => !g.Any(unfit.Contains) && g.Where(wanted.ContainsKey).Select(v => wanted[v]).Distinct().Count() == 1)
            .SelectMany(g => g.Select(v => (Variable: v, Axis: wanted[g.First(wanted.ContainsKey)])))
            .ToDictionary(p => p.Variable, p => p.Axis);
    }

    /// <summary>What a kernel reads and writes at the points of its domain.</summary>
    public static IEnumerable<(int Buffer, IndexMap Map)> PointMaps(Kernel kernel) =>
        kernel.Outputs.SelectMany(o => o.Value.Parts()).OfType<LoadExpression>().Select(l => (l.Buffer, l.Map))
            .Concat(kernel.Outputs.Select(o => (o.Buffer, o.Map)));

    private static bool IsMatrix(TensorType type) =>
        type.Element is ElementType.F32 or ElementType.F64 && type.Shape is { Rank: 2, IsStatic: true }
        && type.Shape.All(d => d.ConstantValue > 1);

    private void Look(Kernel kernel, KernelProgram program)
    {
        var points = PointMaps(kernel).Select(p => (Buffer: program.Buffers[p.Buffer], p.Map)).ToList();
        var walks = points.Where(p => !p.Map.Strides.All(s => s.IsZero)).Select(p => Walk(p.Buffer, p.Map)).Distinct().ToList();
        var walked = new List<int>();
        foreach (var (variable, map) in points.Where(p => p.Buffer.Role == BufferRole.Variable))
        {
            walked.Add(variable.Index);
            if (!IsWalkedWhole(kernel, program, variable, map, walks))
                unfit.Add(variable.Index);
        }

        foreach (var variable in walked.Skip(1))
            together[Group(variable)] = Group(walked[0]);
        foreach (var load in kernel.Loads().Where(l => program.Buffers[l.Buffer].Role == BufferRole.Variable))
        {
            if (kernel.Root?.Operands.Contains(load) != true)
            {
                if (!kernel.Reductions.IsEmpty || HasIndex(kernel))
                    unfit.Add(program.Buffers[load.Buffer].Index);
                continue;
            }

            var variable = program.Buffers[load.Buffer];
            if (IsMatrix(variable.Type) && PanelUse.ColumnAxis(kernel, load.Buffer, variable.Type.Shape) is { } axis)
                wanted.TryAdd(variable.Index, axis);
            else
                unfit.Add(variable.Index);
        }
    }

    /// <summary>
    /// Whether the kernel goes through the matrix element by element, and through nothing else that would then lie across:
    /// a product stores its tiles either way, a map kernel touches other variables of the same shape alone.
    /// </summary>
    /// <param name="walks">All ways in which the kernel goes through anything.</param>
    private static bool IsWalkedWhole(
        Kernel kernel, KernelProgram program, KernelBuffer variable, IndexMap map, List<(TensorType, int)?> walks)
    {
        if (kernel.Domain.Length != 2 || !kernel.Reductions.IsEmpty || HasIndex(kernel)
            || Walk(variable, map) is not { } walk)
            return false;
        return kernel.Root is not null
            ? kernel.Root.Transposed() is not null
                && kernel.Root.Operands.All(o => program.Buffers[o.Buffer].Role != BufferRole.Variable)
            : walks.TrueForAll(other => other == walk);
    }

    /// <summary>The type of a variable and the axis that the inner loop walks; null where it is no matrix, or not walked whole.</summary>
    private static (TensorType Type, int Inner)? Walk(KernelBuffer buffer, IndexMap map) =>
        buffer.Role == BufferRole.Variable && IsMatrix(buffer.Type) && PanelUse.InnerAxis(buffer.Type.Shape, map) is { } inner ? (buffer.Type, inner) : null;

    private static bool HasIndex(Kernel kernel) =>
        kernel.Outputs.Any(o => o.Index is not null) || kernel.Loads().Any(l => l.Index is not null);

    private int Group(int variable)
    {
        while (together.TryGetValue(variable, out var other) && other != variable)
            variable = other;
        return variable;
    }
}
