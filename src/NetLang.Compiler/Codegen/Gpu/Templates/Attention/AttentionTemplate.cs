using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels;
using NetLang.Compiler.Ops;

namespace NetLang.Compiler.Codegen.Gpu.Templates;

/// <summary>
/// An attention: a group goes through the keys for some queries of a head, tile by tile, with the largest score and the sum
/// of weights so far, by which earlier values are corrected. Milakov and Gimelshein 2018, arXiv:1805.02867. The domain is
/// [b, t, h · e], with h more columns for log Σ e^score.
/// </summary>
internal sealed class AttentionTemplate : GpuTemplate
{
    private readonly AttentionRoot root;
    private readonly AttentionShapes shapes;
    private readonly AttentionArguments arguments;
    private readonly AttentionSizes sizes;
    private readonly LoopDomain domain;

    public AttentionTemplate(GpuKernel kernel, AttentionRoot root)
        : base(kernel)
    {
        (this.root, shapes) = (root, root.Shapes);
        arguments = new(kernel, shapes, root.Form);
        sizes = new(arguments.Type);
        domain = LoopDomain.Unmerged(kernel.Kernel);
    }

    public override int SharedBytes => sizes.Bytes(perRow: 3);

    public override string Strategy =>
        "A group some queries of a head, for which it goes through the keys in tiles; a lane a few elements of each.";

    public override GpuGrid Grid(Func<Dim, CsCode> dim)
    {
        var heads = shapes.Batch * shapes.Heads;
        var (rows, width) = (AttentionSizes.OwnRows, AttentionSizes.OwnWidth(shapes.Width));
        return new(
            CsCode.Of($"frame.Groups({DimCode.Factor(dim(heads))} * frame.TilesOf({dim(shapes.Queries)}, {shapes.Width}, {rows}, {width}))"),
            heads * AttentionSizes.Tiles(shapes.Queries) * AttentionSizes.Pieces(shapes.Width));
    }

    public override void EmitBody(CsWriter writer)
    {
        var point = new GpuPointCode(Kernel, domain, writer);
        var tile = new AttentionTile(point, sizes, arguments.LaneColumns);
        var weights = new OnlineWeights(point, tile, arguments);
        var width = tile.Width("tileWidth", shapes.Width);
        var blocks = new AttentionBlocks(point, tile, shapes.Batch, shapes.Heads, shapes.Queries, (width, shapes.Width));
        var block = point.Local("block");
        using var loop = writer.Open(
            $"for (var {block} = (long){Kernel.Group}; {block} < {blocks.Count}; {block} += {Kernel.Groups})");
        using var scope = point.Scope();
        var (sequence, head, firstQuery, piece) = blocks.Declare(block);
        var (firstColumn, keyHead) = (point.Local("firstColumn"), point.Local("keyHead"));
        writer.Line($"var {firstColumn} = {piece} * {width.Length};");
        writer.Line($"var {keyHead} = {head} / {shapes.Heads / shapes.KeyHeads};");
        var ofHead = new AttentionHead(point, arguments, sequence, head);
        var (queries, keys, values) = (ofHead.Queries(), ofHead.Keys(keyHead), ofHead.Values(keyHead));
        ofHead.DeclareScores();
        var end = point.Local("end");
        writer.Line($"var {end} = {ofHead.EndOfKeys(firstQuery, tile.Rows)};");
        var results = tile.Sums("sum", width.Own);
        weights.Begin();
        using (point.Scope())
        {
            var (key, seen) = (point.Local("firstKey"), point.Local("seen"));
            using var tiles = writer.Open($"for (var {key} = 0L; {key} < {end}; {key} += {tile.Columns})");
            using var inner = point.Scope();
            writer.Line($"var {seen} = (int)GpuMath.Min({tile.Columns}, {point.Extent(shapes.Keys)} - {key});");
            var products = tile.Product("product", (queries, firstQuery, shapes.Queries), (keys, key, shapes.Keys), shapes.Depth);
            weights.Weigh(ofHead, products, firstQuery, key, results);
            tile.AddProduct(results, width, (firstColumn, shapes.Width), (values, key, shapes.Keys), seen);
            if (root.Form.IsCausal && arguments.MayHideAll)
                weights.GoOn(ofHead, firstQuery, end, CsCode.Of($"{key} + {tile.Columns} >= {end}"));
        }

        weights.Divide(results, end);
        Store(point, tile, width, (sequence, head, firstQuery, firstColumn), results, root.HasSums ? weights.LogSums() : []);
        writer.Line($"Group.Barrier();");
    }

    /// <summary>Applies the outputs to the lane's values, and to log Σ e^score where that is asked for.</summary>
    private void Store(
        GpuPointCode point,
        AttentionTile tile,
        TileEdge width,
        (CsName Sequence, CsName Head, CsName Query, CsName Column) first,
        IReadOnlyList<CsName> results,
        IReadOnlyList<CsName> logSums)
    {
        var own = width.Own + (root.HasSums ? 1 : 0);
        var rows = results.Chunk(width.Own).Index();
        List<CsName> all = [.. rows.SelectMany(row => root.HasSums ? row.Item.Append(logSums[row.Index]) : row.Item)];
        point.Bind(0, first.Sequence);
        tile.ForResults(width, own, (first.Query, first.Column), (i, j, query, column) =>
        {
            var isInside = CsCode.Of($"{column} < {shapes.Width}");
            var inRow = CsCode.Of($"{first.Head} * {shapes.Width} + {column}");
            if (root.HasSums)
            {
                isInside = CsCode.Of($"({j} < {width.Own} ? {isInside} : {tile.IsFirstInRow} && {first.Column} == 0)");
                inRow = CsCode.Of($"{j} < {width.Own} ? {inRow} : {shapes.Heads * shapes.Width} + {first.Head}");
            }

            using var inside = point.Writer.Open($"if ({query} < {point.Extent(shapes.Queries)} && {isInside})");
            using var known = point.Scope();
            var (value, place) = (tile.Chosen("value", all, i, j), point.Local("place"));
            point.Writer.Line($"var {place} = {inRow};");
            point.Bind(1, query);
            point.Bind(2, place);
            point.BindRoot(value);
            point.Store(Kernel.Kernel.Outputs);
        });
    }
}
