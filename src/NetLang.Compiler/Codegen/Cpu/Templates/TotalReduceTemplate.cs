using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels;
using NetLang.Runtime.Execution;

namespace NetLang.Compiler.Codegen.Cpu.Templates;

/// <summary>
/// A reduction of everything there is. Chunks are reduced by themselves, then a second method combines their results in
/// order: chunks depend on shape alone, so the bits do not depend on the number of threads.
/// </summary>
internal sealed class TotalReduceTemplate : AlongRowsTemplate
{
    private const int BytesPerResult = 8;

    public TotalReduceTemplate(KernelContext kernel)
        : base(kernel)
    {
        var extent = Layout.Domain.Extents[Inner];
        Tiling = Outer.Count == 0
            ? Tiling.Elements(extent) with { IsChunked = true }
            : Tiling.Rows(Layout.Product(Outer), extent) with { IsChunked = true };
    }

    public override Tiling Tiling { get; }

    public override CsCode ScratchBytes =>
        CsCode.Of($"{TileGrid.MostChunks * BytesPerResult * Kernel.Kernel.Reductions.Length}");

    protected override IEnumerable<int> BodyBuffers => BuffersOf(Kernel.Kernel.Reductions.Select(r => r.Value));

    private CsName Combine => CsName.Of($"{Kernel.Method}_combine");

    /// <summary>Whether there is enough to reduce, and nothing waits for the result but what is stored once.</summary>
    public static bool Fits(KernelContext context)
    {
        var layout = new ReduceLayout(context.Kernel, context.Expressions);
        return layout.ParallelSize.IsOne && layout.Stages.Count == 1 && context.Kernel.Outputs.All(o => o.PerRow)
            && !(layout.ReducedSize.IsConstant
                && layout.ReducedSize.ConstantValue <= TileGrid.ElementsPerTile);
    }

    public override IReadOnlyList<(CsName Method, CsCode Tiles)> Launches(Func<Dim, CsCode> dim) =>
        [.. base.Launches(dim), (Combine, CsCode.Of($"1"))];

    protected override void EmitBody(CsWriter writer)
    {
        var point = NewPoint(writer);
        using var scope = point.Scope();
        EmitStage(point, Layout.Stages[0]);
        foreach (var (number, reduction) in Kernel.Kernel.Reductions.Index())
            writer.Line($"{point.Reduction(number)}.StorePartial({Result(reduction, number, CsCode.Of($"tile"))}, 1);");
    }

    protected override void EmitOthers(CsWriter writer)
    {
        writer.Blank();
        using var method = OpenLaunched(writer, Combine);
        var outputs = Kernel.Kernel.Outputs;
        Kernel.DeclareLocals(writer, outputs.Select(o => o.Buffer).Concat(BuffersOf(outputs.Select(o => o.Value))));
        var point = NewPoint(writer);
        using var scope = point.Scope();
        var chunk = point.Local("chunk");
        var chunks = point.Local("chunks");
        writer.Line($"var {chunks} = {TileCount(Kernel.Dim)};");
        foreach (var (number, reduction) in Kernel.Kernel.Reductions.Index())
        {
            var type = reduction.Value.Type;
            var total = point.Local(CombinerCode.NameOf(reduction.Combiner));
            writer.Line($"var {total} = {CombinerCode.Neutral(Kernel.Lanes, type, reduction.Combiner)};");
            point.BindReduction(number, total);
            var result = CsCode.Of($"{Kernel.Lanes.Vector(type)}.Create(*{Result(reduction, number, chunk)})");
            using var loop = writer.Open($"for (var {chunk} = 0; {chunk} < {chunks}; {chunk}++)");
            writer.Line($"{total} = {CombinerCode.Combine(Kernel.Lanes, type, reduction.Combiner, total, result)};");
        }

        foreach (var output in outputs)
            point.Named(output.Value, "result");
        foreach (var output in outputs)
            point.Store(output);
    }

    protected override void ReducedLoops(PointCode point, Action body)
    {
        if (Outer.Count > 0)
        {
            LoopCode.TileRows(point, Outer, Tiling, () => LoopCode.Vectors(point, Inner, body));
            return;
        }

        var (first, last) = LoopCode.TileRange(point, Tiling);
        LoopCode.Vectors(point, Inner, first, last, body);
    }

    private PointCode NewPoint(CsWriter writer)
    {
        var point = new PointCode(Kernel, Layout.Domain, writer) { VectorAxis = Inner };
        foreach (var axis in Layout.Parallel)
            point.Bind(axis, CsCode.Of($"0"));
        return point;
    }

    private IEnumerable<int> BuffersOf(IEnumerable<ScalarExpression> values) =>
        values.SelectMany(v => v.Parts()).Select(p => p switch
        {
            LoadExpression load => load.Buffer,
            TableExpression table => Kernel.NumberOf(table),
            _ => -1,
        }).Where(b => b >= 0);

    /// <summary>Where a chunk leaves its result: in the first thread's scratch, for all threads.</summary>
    private CsCode Result(KernelReduction reduction, int number, CsCode chunk)
    {
        var place = CsCode.Of($"(({chunk} * {Kernel.Kernel.Reductions.Length}) + {number}) * {BytesPerResult}");
        return CsCode.Of($"({KernelContext.PointerType(reduction.Value.Type)}*)(frame->Scratch[0] + ({place}))");
    }
}
