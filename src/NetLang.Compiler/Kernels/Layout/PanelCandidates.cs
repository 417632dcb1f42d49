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
        var walked = new List<int>();
        foreach (var (buffer, map) in PointMaps(kernel))
        {
            if (program.Buffers[buffer] is { Role: BufferRole.Variable } variable)
                walked.Add(variable.Index);
            if (program.Buffers[buffer].Role == BufferRole.Variable && !IsWalkedWhole(kernel, program, program.Buffers[buffer], map))
                unfit.Add(program.Buffers[buffer].Index);
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
    private static bool IsWalkedWhole(Kernel kernel, KernelProgram program, KernelBuffer variable, IndexMap map)
    {
        if (!IsMatrix(variable.Type) || kernel.Domain.Length != 2 || !kernel.Reductions.IsEmpty || HasIndex(kernel)
            || PanelUse.InnerAxis(variable.Type.Shape, map) is not { } inner)
            return false;
        return kernel.Root is not null
            ? kernel.Root.Transposed() is not null
                && kernel.Root.Operands.All(o => program.Buffers[o.Buffer].Role != BufferRole.Variable)
            : PointMaps(kernel).All(other => program.Buffers[other.Buffer] is var buffer
                && (other.Map.Strides.All(s => s.IsZero)
                    || (buffer.Role == BufferRole.Variable && buffer.Type.Equals(variable.Type)
                        && PanelUse.InnerAxis(buffer.Type.Shape, other.Map) == inner)));
    }

    private static bool HasIndex(Kernel kernel) =>
        kernel.Outputs.Any(o => o.Index is not null) || kernel.Loads().Any(l => l.Index is not null);

    private int Group(int variable)
    {
        while (together.TryGetValue(variable, out var other) && other != variable)
            variable = other;
        return variable;
    }
}
