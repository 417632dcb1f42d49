using NetLang.Compiler.Kernels;

namespace NetLang.Compiler.Codegen.Cpu.Templates;

/// <summary>
/// A reduction of each row: row after row, each read again for the next stage while it is in cache.
/// </summary>
internal sealed class RowReduceTemplate : AlongRowsTemplate
{
    /// <summary>What combining the lanes of a row takes, in elements.</summary>
    private const int RowOverhead = 64;

    /// <summary>Operations that take about as long as reading an element.</summary>
    private const int OperationsPerElement = 8;

    public RowReduceTemplate(KernelContext kernel)
        : base(kernel)
    {
        var operations = kernel.Expressions.All.OfType<ApplyExpression>().Count();
        Tiling = Tiling.Rows(
            Layout.ParallelSize, (Layout.ReducedSize + RowOverhead) * Math.Max(1, operations / OperationsPerElement));
    }

    public override Tiling Tiling { get; }

    protected override void EmitBody(CsWriter writer)
    {
        var point = new PointCode(Kernel, Layout.Domain, writer) { VectorAxis = Inner };
        using var scope = point.Scope();
        point.Prepare(Roots);
        LoopCode.TileRows(point, Layout.Parallel, Tiling, () => EmitStages(point));
    }

    protected override void ReducedLoops(PointCode point, Action body) =>
        point.Nest(Outer, () => LoopCode.Vectors(point, Inner, body));
}
