using NetLang.Compiler.Kernels;

namespace NetLang.Compiler.Codegen.Gpu.Templates;

/// <summary>What both ways to reduce have in common: stages of accumulating loops, then a loop that stores.</summary>
internal abstract class ReduceTemplate(GpuKernel kernel) : GpuTemplate(kernel)
{
    protected ReduceLayout Layout { get; } = new(kernel.Kernel, kernel.Expressions);

    private IEnumerable<ScalarExpression> Roots =>
        Kernel.Kernel.Reductions.Select(r => r.Value).Concat(Kernel.Kernel.Outputs.Select(o => o.Value));

    /// <summary>Visits those points of the reduced axes that fall to this lane.</summary>
    protected abstract void ReducedLoop(GpuPointCode point, Action body);

    /// <summary>The reduction's result, from what this lane has accumulated.</summary>
    protected abstract CsCode Total(KernelReduction reduction, CsName accumulator);

    /// <summary>Stores what there is once a row.</summary>
    protected abstract void StoreRow(GpuPointCode point, IReadOnlyList<KernelOutput> outputs);

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
            ReducedLoop(point, () => point.Store(full));
        var perRow = Kernel.Kernel.Outputs.Where(o => o.PerRow).ToList();
        if (perRow.Count > 0)
            StoreRow(point, perRow);
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
            var total = Total(reduction, accumulator);
            if (total.Text != accumulator.Text)
                writer.Line($"{accumulator} = {total};");
            point.BindReduction(number, accumulator);
        }
    }
}
