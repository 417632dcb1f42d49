using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels;
using NetLang.Runtime.Execution;

namespace NetLang.Compiler.Codegen.Cpu.Templates;

/// <summary>
/// A reduction of very many rows to few columns, such as the statistics of a batch of images. Chunks of rows, as they lie in
/// memory, are reduced by themselves, then a second method combines their results in order. Chunks depend on shape alone, so
/// the bits do not depend on the number of threads.
/// </summary>
internal sealed class RowChunksTemplate : KernelTemplate
{
    private const int BytesPerResult = 8;

    /// <summary>Results of a chunk at most: they stay in the first cache beside its rows.</summary>
    private const long MostResults = 2048;

    /// <summary>Rows for each of what is known only at run time, from which on there are chunks enough.</summary>
    private const long ManyRows = 16;

    private readonly ReduceLayout layout;

    public RowChunksTemplate(KernelContext kernel)
        : base(kernel)
    {
        layout = new(kernel.Kernel, kernel.Expressions);
        Tiling = Tiling.Rows(layout.ReducedSize, layout.ParallelSize) with { IsChunked = true };
    }

    public override Tiling Tiling { get; }

    public override CsCode ScratchBytes =>
        CsCode.Of($"{TileGrid.MostChunks * BytesPerReduction * Kernel.Kernel.Reductions.Length}");

    private int Inner => layout.Parallel[^1];

    private CsName Combine => CsName.Of($"{Kernel.Method}_combine");

    /// <summary>What is stored at every point, and waits for no reduction.</summary>
    private IEnumerable<KernelOutput> EarlyOutputs => Kernel.Kernel.Outputs.Where(o => !o.PerRow);

    private long Columns => layout.ParallelSize.ConstantValue;

    // A row of results ends where a vector of any width does.
    private long BytesPerReduction => (Columns + 15) / 16 * 16 * BytesPerResult;

    /// <summary>Whether there are few columns, and rows for many chunks however small the batch.</summary>
    public static bool Fits(KernelContext context)
    {
        var layout = new ReduceLayout(context.Kernel, context.Expressions);
        return layout.Parallel.Count == 1 && layout.Stages.Count == 1
            && layout.ParallelSize is { IsConstant: true } columns
            && columns.ConstantValue * context.Kernel.Reductions.Length <= MostResults
            && layout.ReducedSize is { Terms: [{ Coefficient: >= ManyRows }] } rows
            && !(rows.IsConstant && rows.ConstantValue * columns.ConstantValue <= TileGrid.ElementsPerTile)
            && context.Kernel.Outputs.All(o => o.PerRow || !KernelTraversal.Reductions(o.Value).Any());
    }

    public override IReadOnlyList<(CsName Method, CsCode Tiles)> Launches(Func<Dim, CsCode> dim) =>
        [.. base.Launches(dim), (Combine, CsCode.Of($"1"))];

    protected override void EmitBody(CsWriter writer)
    {
        var point = NewPoint(writer);
        using var scope = point.Scope();
        var values = Kernel.Kernel.Reductions.Select(r => r.Value).Concat(EarlyOutputs.Select(o => o.Value)).ToList();
        var results = Kernel.Kernel.Reductions.Select((_, number) => Results(point, number, CsCode.Of($"tile"))).ToList();
        LoopCode.Vectors(point, Inner, () =>
        {
            foreach (var (reduction, result) in Kernel.Kernel.Reductions.Zip(results))
                writer.Line($"{CombinerCode.Neutral(Kernel.Lanes, reduction.Value.Type, reduction.Combiner)}.Store({result} + {point.VectorStart});");
        });
        LoopCode.TileRows(point, layout.Reduced, Tiling, () =>
        {
            point.Prepare(values);
            foreach (var output in EarlyOutputs)
                point.PrepareAddress(output.Buffer, layout.Domain.Collapse(output.Map));
            LoopCode.Vectors(point, Inner, () => Visit(point, results));
        });
    }

    protected override void EmitOthers(CsWriter writer)
    {
        writer.Blank();
        using var method = OpenLaunched(writer, Combine);
        Kernel.DeclareLocals(writer, Kernel.PointBuffers);
        var point = NewPoint(writer);
        using var scope = point.Scope();
        var chunks = point.Local("chunks");
        writer.Line($"var {chunks} = {TileCount(Kernel.Dim)};");
        LoopCode.Vectors(point, Inner, () =>
        {
            foreach (var number in Enumerable.Range(0, Kernel.Kernel.Reductions.Length))
                BindTotal(point, number, chunks);
            var outputs = Kernel.Kernel.Outputs.Where(o => o.PerRow).ToList();
            foreach (var output in outputs)
                point.Named(output.Value, "result");
            foreach (var output in outputs)
                point.Store(output);
        });
    }

    /// <summary>A vector of a row goes into the results of the chunk.</summary>
    private void Visit(PointCode point, IReadOnlyList<CsName> results)
    {
        foreach (var (reduction, result) in Kernel.Kernel.Reductions.Zip(results))
        {
            var type = reduction.Value.Type;
            var value = point.Named(reduction.Value, "value");
            var before = CsCode.Of($"{Kernel.Lanes.Vector(type)}.Load({result} + {point.VectorStart})");
            var combined = CombinerCode.Combine(Kernel.Lanes, type, reduction.Combiner, before, value);
            point.Writer.Line($"({combined}).Store({result} + {point.VectorStart});");
        }

        foreach (var output in EarlyOutputs)
            point.Named(output.Value, "result");
        foreach (var output in EarlyOutputs)
            point.Store(output);
    }

    private void BindTotal(PointCode point, int number, CsName chunks)
    {
        var reduction = Kernel.Kernel.Reductions[number];
        var type = reduction.Value.Type;
        var total = point.Local(CombinerCode.NameOf(reduction.Combiner));
        point.Writer.Line($"var {total} = {CombinerCode.Neutral(Kernel.Lanes, type, reduction.Combiner)};");
        point.BindReduction(number, total);
        var chunk = point.Local("chunk");
        using var loop = point.Writer.Open($"for (var {chunk} = 0; {chunk} < {chunks}; {chunk}++)");
        using var scope = point.Scope();
        var result = Results(point, number, chunk);
        var value = CsCode.Of($"{Kernel.Lanes.Vector(type)}.Load({result} + {point.VectorStart})");
        point.Writer.Line($"{total} = {CombinerCode.Combine(Kernel.Lanes, type, reduction.Combiner, total, value)};");
    }

    private PointCode NewPoint(CsWriter writer) => new(Kernel, layout.Domain, writer) { VectorAxis = Inner };

    /// <summary>Where a chunk leaves the results of a reduction: in the first thread's scratch, for all threads.</summary>
    private CsName Results(PointCode point, int number, CsCode chunk)
    {
        var type = KernelContext.PointerType(Kernel.Kernel.Reductions[number].Value.Type);
        var name = point.Local("results");
        var place = CsCode.Of($"((({chunk} * {Kernel.Kernel.Reductions.Length}) + {number}) * {BytesPerReduction})");
        point.Writer.Line($"var {name} = ({type}*)(frame->Scratch[0] + {place});");
        return name;
    }
}
