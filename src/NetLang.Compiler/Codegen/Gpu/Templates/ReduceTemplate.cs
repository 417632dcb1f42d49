using NetLang.Compiler.Kernels;
using NetLang.Gpu;
using NetLang.Runtime;

namespace NetLang.Compiler.Codegen.Gpu.Templates;

/// <summary>
/// What all ways to reduce have in common: each lane accumulates elements, then lanes that share a place combine in shared
/// memory, in an order that depends on the group's size alone; stage by stage, and at last a loop stores.
/// </summary>
internal abstract class ReduceTemplate(GpuKernel kernel) : GpuTemplate(kernel)
{
    private readonly Dictionary<ElementType, CsName> shared = [];

    protected ReduceLayout Layout { get; } = new(kernel.Kernel, kernel.Expressions);

    public override int SharedBytes => ReducedTypes.Sum(type => type.Size() * GpuLimits.GroupSize);

    private IEnumerable<ElementType> ReducedTypes => Kernel.Kernel.Reductions.Select(r => r.Value.Type).Distinct();

    // In place a row's result may lie where other lanes still read.
    private bool OverwritesInputs => Kernel.Kernel.Outputs
        .Where(o => o.PerRow)
        .Any(o => Kernel.Kernel.Loads().Any(l => l.Buffer == o.Buffer));

    private IEnumerable<ScalarExpression> Roots =>
        Kernel.Kernel.Reductions.Select(r => r.Value).Concat(Kernel.Kernel.Outputs.Select(o => o.Value));

    /// <summary>Visits those points of the reduced axes that fall to this lane.</summary>
    protected abstract void ReducedLoop(GpuPointCode point, Action body);

    /// <summary>The reduction's result for all lanes of a place, from what each has accumulated; null where that is it.</summary>
    protected abstract CsCode? Total(KernelReduction reduction, CsName accumulator);

    /// <summary>Whether a lane's place is one: others accumulate with it, and store nothing; null where all are.</summary>
    protected abstract CsCode? IsPlace { get; }

    /// <summary>Whether it is the lane that stores what there is once a place; null where a place has one lane.</summary>
    protected abstract CsCode? IsFirst { get; }

    /// <summary>Where the lanes of a group combine what they have of a reduction.</summary>
    protected CsName Shared(KernelReduction reduction) => shared[reduction.Value.Type];

    /// <summary>Room for a value of each lane, of each type that is reduced.</summary>
    protected void DeclareShared(GpuPointCode point)
    {
        foreach (var type in ReducedTypes)
        {
            shared[type] = point.Local("shared");
            point.Writer.Line(
                $"var {shared[type]} = SharedMemory.Allocate<{GpuTypes.InMemory(type)}>(GpuLimits.GroupSize);");
        }
    }

    /// <summary>All stages at one place of the parallel axes.</summary>
    protected void EmitStages(GpuPointCode point)
    {
        point.Prepare(Roots);
        foreach (var stage in Layout.Stages)
        {
            EmitStage(point, stage);
            point.Prepare(Roots);
        }

        var full = Kernel.Kernel.Outputs.Where(o => !o.PerRow).ToList();
        if (full.Count > 0)
            Where(IsPlace, point, () => ReducedLoop(point, () => point.Store(full)));
        var perRow = Kernel.Kernel.Outputs.Where(o => o.PerRow).ToList();
        if (perRow.Count == 0)
            return;
        if (OverwritesInputs && IsFirst is not null)
            point.Writer.Line($"Group.Barrier();");
        var stores = IsPlace is { } place && IsFirst is { } first ? CsCode.Of($"{place} && {first}") : IsPlace ?? IsFirst;
        Where(stores, point, () => point.Store(perRow));
    }

    private static void Where(CsCode? condition, GpuPointCode point, Action body)
    {
        if (condition is not { } code)
        {
            body();
            return;
        }

        using var block = point.Writer.Open($"if ({code})");
        using var scope = point.Scope();
        body();
    }

    private void EmitStage(GpuPointCode point, IReadOnlyList<int> stage)
    {
        var writer = point.Writer;
        var accumulators = new List<(int Number, KernelReduction Reduction, CsName Name)>();
        foreach (var number in stage)
        {
            var reduction = Kernel.Kernel.Reductions[number];
            var name = point.Local(GpuCombiner.NameOf(reduction.Combiner));
            writer.Line($"var {name} = {GpuCombiner.Neutral(reduction.Value.Type, reduction.Combiner)};");
            accumulators.Add((number, reduction, name));
        }

        ReducedLoop(point, () =>
        {
            foreach (var (_, reduction, accumulator) in accumulators)
            {
                var value = point.Value(reduction.Value);
                writer.Line(GpuCombiner.Accumulate(reduction.Value.Type, reduction.Combiner, accumulator, value));
            }
        });
        foreach (var (number, reduction, accumulator) in accumulators)
        {
            if (Total(reduction, accumulator) is { } total)
                writer.Line($"{accumulator} = {total};");
            point.BindReduction(number, accumulator);
        }
    }
}
