using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels;
using NetLang.Gpu;
using NetLang.Runtime;

namespace NetLang.Compiler.Codegen.Gpu.Templates;

/// <summary>
/// Reductions along the axis whose elements lie together: a group a row. Each lane accumulates its elements, then the
/// lanes combine in shared memory, in an order that depends on the group's size alone.
/// </summary>
internal sealed class RowReduceTemplate(GpuKernel kernel) : ReduceTemplate(kernel)
{
    private readonly Dictionary<ElementType, CsName> shared = [];

    private IEnumerable<ElementType> ReducedTypes => Kernel.Kernel.Reductions.Select(r => r.Value.Type).Distinct();

    // In place a row's result may lie where other lanes still read.
    private bool OverwritesInputs => Kernel.Kernel.Outputs
        .Where(o => o.PerRow)
        .Any(o => Kernel.Kernel.Loads().Any(l => l.Buffer == o.Buffer));

    public override GpuGrid Grid(Func<Dim, CsCode> dim) => GpuGrid.OfRows(Layout.ParallelSize, dim);

    public override int SharedBytes => ReducedTypes.Sum(type => type.Size() * GpuLimits.GroupSize);

    public override string Strategy =>
        "A group a row: each lane takes elements of it, then the lanes combine what they have.";

    public override void EmitBody(CsWriter writer)
    {
        var point = new GpuPointCode(Kernel, Layout.Domain, writer);
        foreach (var type in ReducedTypes)
        {
            var name = point.Local("shared");
            shared[type] = name;
            writer.Line($"var {name} = SharedMemory.Allocate<{GpuTypes.InMemory(type)}>(GpuLimits.GroupSize);");
        }

        GpuLoops.Rows(point, Layout.Parallel, Layout.ParallelSize, () => EmitStages(point));
    }

    protected override void ReducedLoop(GpuPointCode point, Action body) =>
        GpuLoops.Elements(point, Layout.Reduced, Layout.ReducedSize, body);

    protected override CsCode Total(KernelReduction reduction, CsName accumulator) =>
        GpuCombiner.Across(reduction.Value.Type, reduction.Combiner, shared[reduction.Value.Type], accumulator);

    protected override void StoreRow(GpuPointCode point, IReadOnlyList<KernelOutput> outputs)
    {
        if (OverwritesInputs)
            point.Writer.Line($"Group.Barrier();");
        using var first = point.Writer.Open($"if (Group.IdxX == 0)");
        using var scope = point.Scope();
        point.Store(outputs);
    }
}
