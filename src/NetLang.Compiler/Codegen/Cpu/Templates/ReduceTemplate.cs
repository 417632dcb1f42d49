using NetLang.Compiler.Kernels;

namespace NetLang.Compiler.Codegen.Cpu.Templates;

/// <summary>What all ways to reduce have in common: stages of accumulating loops, then a loop that stores.</summary>
internal abstract class ReduceTemplate(KernelContext kernel) : KernelTemplate(kernel)
{
    protected ReduceLayout Layout { get; } = new(kernel.Kernel, kernel.Expressions);

    protected IEnumerable<ScalarExpression> Roots =>
        Kernel.Kernel.Reductions.Select(r => r.Value).Concat(Kernel.Kernel.Outputs.Select(o => o.Value));

    /// <summary>Visits all points of the reduced axes.</summary>
    protected abstract void ReducedLoops(PointCode point, Action body);

    /// <summary>A value as it goes into an accumulator: lanes that do not exist change nothing.</summary>
    protected abstract CsCode Contribution(PointCode point, KernelReduction reduction, CsCode value);

    /// <summary>The accumulator's final value.</summary>
    protected abstract CsCode Total(KernelReduction reduction, CsCode accumulator);

    /// <summary>All stages at one place of the parallel axes (a row, or a vector of columns).</summary>
    protected void EmitStages(PointCode point)
    {
        point.Prepare(Roots);
        foreach (var output in Kernel.Kernel.Outputs)
            point.PrepareAddress(output.Buffer, Layout.Domain.Collapse(output.Map));
        foreach (var stage in Layout.Stages)
        {
            EmitStage(point, stage);
            point.Prepare(Roots);
        }

        foreach (var output in Kernel.Kernel.Outputs.Where(o => o.PerRow))
            point.Named(output.Value, "result");
        var full = Kernel.Kernel.Outputs.Where(o => !o.PerRow).ToList();
        if (full.Count > 0)
        {
            ReducedLoops(point, () =>
            {
                foreach (var output in full)
                    point.Named(output.Value, "result");
                foreach (var output in full)
                    point.Store(output);
            });
        }

        foreach (var output in Kernel.Kernel.Outputs.Where(o => o.PerRow))
            point.Store(output);
    }

    /// <summary>The loops of reductions that do not need each other; their results are known from there on.</summary>
    protected void EmitStage(PointCode point, IReadOnlyList<int> stage)
    {
        var accumulators = new List<CsName>();
        foreach (var reduction in stage.Select(i => Kernel.Kernel.Reductions[i]))
        {
            var name = point.Local(CombinerCode.NameOf(reduction.Combiner) + "_lanes");
            point.Writer.Line($"var {name} = {CombinerCode.Neutral(Kernel.Lanes, reduction.Value.Type, reduction.Combiner)};");
            accumulators.Add(name);
        }

        ReducedLoops(point, () =>
        {
            foreach (var (index, accumulator) in stage.Zip(accumulators))
            {
                var reduction = Kernel.Kernel.Reductions[index];
                var value = Contribution(point, reduction, point.Named(reduction.Value, "value"));
                var combined = CombinerCode.Combine(Kernel.Lanes, reduction.Value.Type, reduction.Combiner, accumulator, value);
                point.Writer.Line($"{accumulator} = {combined};");
            }
        });
        foreach (var (index, accumulator) in stage.Zip(accumulators))
        {
            var total = Total(Kernel.Kernel.Reductions[index], accumulator);
            if (!total.IsAtom)
            {
                var name = point.Local(CombinerCode.NameOf(Kernel.Kernel.Reductions[index].Combiner));
                point.Writer.Line($"var {name} = {total};");
                total = name;
            }

            point.BindReduction(index, total);
        }
    }
}
