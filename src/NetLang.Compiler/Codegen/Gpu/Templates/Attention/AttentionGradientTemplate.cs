using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels;
using NetLang.Compiler.Ops;

namespace NetLang.Compiler.Codegen.Gpu.Templates;

/// <summary>
/// The gradients of an attention. Some groups compute those of queries, for which they go through the keys; the others those
/// of keys and values, for which they go through the queries of all heads that ask these: so each element is computed by one
/// group, in one order. Weights are computed again by both. Dao et al. 2022, arXiv:2205.14135, algorithm 4.
/// </summary>
internal sealed class AttentionGradientTemplate : GpuTemplate
{
    private readonly AttentionShapes shapes;
    private readonly AttentionForm form;
    private readonly AttentionArguments arguments;
    private readonly AttentionSizes sizes;

    public AttentionGradientTemplate(GpuKernel kernel, AttentionGradientRoot root)
        : base(kernel)
    {
        (shapes, form) = (root.Shapes, root.Form);
        arguments = new(kernel, shapes, form);
        sizes = new(arguments.Type);
    }

    public override int SharedBytes => sizes.Bytes(perRow: 0);

    public override string Strategy =>
        "A group some queries of a head, or some keys and their values; it goes through the others in tiles.";

    private Dim KeyHeads => shapes.Batch * shapes.KeyHeads;

    private Dim Heads => shapes.Batch * shapes.Heads;

    public override GpuGrid Grid(Func<Dim, CsCode> dim)
    {
        var (ofDepth, ofWidth) = (Tiles(shapes.Keys, shapes.Depth), Tiles(shapes.Keys, shapes.Width));
        var ofKeys = shapes.Depth == shapes.Width ? ofDepth : CsCode.Of($"Math.Max({ofDepth}, {ofWidth})");
        var ofQueries = CsCode.Of($"{DimCode.Factor(dim(Heads))} * {Tiles(shapes.Queries, shapes.Depth)}");
        var pieces = Math.Max(AttentionSizes.Pieces(shapes.Depth), AttentionSizes.Pieces(shapes.Width));
        return new(
            CsCode.Of($"frame.Groups({ofQueries} + {DimCode.Factor(dim(KeyHeads))} * {ofKeys})"),
            (Heads * AttentionSizes.Tiles(shapes.Queries) * AttentionSizes.Pieces(shapes.Depth))
                + (KeyHeads * AttentionSizes.Tiles(shapes.Keys) * pieces));

        CsCode Tiles(Dim rows, long columns) =>
            CsCode.Of($"frame.TilesOf({dim(rows)}, {columns}, {AttentionSizes.OwnRows}, {AttentionSizes.OwnWidth(columns)})");
    }

    public override void EmitBody(CsWriter writer)
    {
        var point = new GpuPointCode(Kernel, LoopDomain.Unmerged(Kernel.Kernel), writer);
        var tile = new AttentionTile(point, sizes, arguments.LaneColumns);
        var depth = tile.Width("tileDepth", shapes.Depth);
        var width = shapes.Depth == shapes.Width ? depth : tile.Width("tileWidth", shapes.Width);
        AttentionBlocks ofQueries = new(point, tile, shapes.Batch, shapes.Heads, shapes.Queries, (depth, shapes.Depth));
        AttentionBlocks ofKeys = new(
            point, tile, shapes.Batch, shapes.KeyHeads, shapes.Keys, (depth, shapes.Depth), (width, shapes.Width));
        var block = point.Local("block");
        using var loop = writer.Open(
            $"for (var {block} = (long){Kernel.Group}; {block} < {ofQueries.Count} + {ofKeys.Count}; {block} += {Kernel.Groups})");
        using (writer.Open($"if ({block} < {ofQueries.Count})"))
        using (point.Scope())
            EmitQueries(point, tile, depth, ofQueries.Declare(block));
        using (writer.Open($"else"))
        using (point.Scope())
        {
            var own = point.Local("own");
            writer.Line($"var {own} = {block} - {ofQueries.Count};");
            EmitKeys(point, tile, (depth, width), ofKeys.Declare(own));
        }
    }

    private void EmitQueries(
        GpuPointCode point,
        AttentionTile tile,
        TileEdge depth,
        (CsName Sequence, CsName Head, CsName FirstRow, CsName Piece) block)
    {
        var writer = point.Writer;
        var (keyHead, column, end) = (point.Local("keyHead"), point.Local("firstColumn"), point.Local("end"));
        writer.Line($"var {keyHead} = {block.Head} / {shapes.Heads / shapes.KeyHeads};");
        writer.Line($"var {column} = {block.Piece} * {depth.Length};");
        var head = new AttentionHead(point, arguments, block.Sequence, block.Head);
        var (queries, asked) = ((head.Queries(), block.FirstRow, shapes.Queries), (head.Asked(), block.FirstRow, shapes.Queries));
        var (ofKeys, ofValues) = (head.Keys(keyHead), head.Values(keyHead));
        head.DeclareScores();
        head.DeclareHidden();
        writer.Line($"var {end} = {head.EndOfKeys(block.FirstRow, tile.Rows)};");
        var weights = new WeightsAgain(point, tile, arguments, head, ofQueries: true);
        var sums = tile.Sums("sum", depth.Own);
        using (point.Scope())
        {
            var (key, seen) = (point.Local("firstKey"), point.Local("seen"));
            using var tiles = writer.Open($"for (var {key} = 0L; {key} < {end}; {key} += {tile.Columns})");
            using var scope = point.Scope();
            writer.Line($"var {seen} = (int)GpuMath.Min({tile.Columns}, {end} - {key});");
            var (keys, values) = ((ofKeys, key, shapes.Keys), (ofValues, key, shapes.Keys));
            weights.Weigh(tile.Product("product", queries, keys, shapes.Depth), block.FirstRow, key);
            weights.Differentiate(tile.Product("ofWeight", asked, values, shapes.Width), block.FirstRow, key);
            writer.Line($"Group.Barrier();");
            tile.AddProduct(sums, depth, (column, shapes.Depth), keys, seen);
        }

        var part = new GradientPart(Dim.Zero, shapes.Queries, shapes.Heads, shapes.Depth, form.Scale);
        Store(point, tile, part, sums, depth, (block.Sequence, block.Head, block.FirstRow, column));
    }

    private void EmitKeys(
        GpuPointCode point,
        AttentionTile tile,
        (TileEdge Depth, TileEdge Width) columns,
        (CsName Sequence, CsName Head, CsName FirstRow, CsName Piece) block)
    {
        var writer = point.Writer;
        var first = point.Local("firstOfKey");
        writer.Line($"var {first} = {block.Piece} * {columns.Depth.Length};");
        var firstOfValue = first;
        if (columns.Width != columns.Depth)
        {
            firstOfValue = point.Local("firstOfValue");
            writer.Line($"var {firstOfValue} = {block.Piece} * {columns.Width.Length};");
        }

        var ofKeys = tile.Sums("ofKey", columns.Depth.Own);
        var ofValues = tile.Sums("ofValue", columns.Width.Own);
        using (point.Scope())
        {
            var (number, asking, query) = (point.Local("number"), point.Local("head"), point.Local("firstQuery"));
            var seen = point.Local("seen");
            var sharing = shapes.Heads / shapes.KeyHeads;
            using var heads = writer.Open($"for (var {number} = 0; {number} < {sharing}; {number}++)");
            using var inner = point.Scope();
            writer.Line($"var {asking} = {block.Head} * {sharing} + {number};");
            var head = new AttentionHead(point, arguments, block.Sequence, asking);
            var (keys, values) = (head.Keys(block.Head), head.Values(block.Head));
            var (queries, asked) = (head.Queries(), head.Asked());
            head.DeclareScores();
            head.DeclareHidden();
            var weights = new WeightsAgain(point, tile, arguments, head, ofQueries: false);
            var skips = form.IsCausal && arguments.MayHideAll;
            var start = form.IsCausal && !skips ? block.FirstRow : CsCode.Of($"0L");
            var end = point.Extent(shapes.Queries);
            using var tiles = writer.Open($"for (var {query} = {start}; {query} < {end}; {query} += {tile.Columns})");
            using var scope = point.Scope();
            writer.Line($"var {seen} = (int)GpuMath.Min({tile.Columns}, {end} - {query});");
            if (skips)
                EmitSkip(point, head, block.FirstRow, query, seen);
            var products = tile.Product(
                "product", (keys, block.FirstRow, shapes.Keys), (queries, query, shapes.Queries), shapes.Depth);
            weights.Weigh(products, block.FirstRow, query);
            writer.Line($"Group.Barrier();");
            var rows = (asked, query, shapes.Queries);
            tile.AddProduct(ofValues, columns.Width, (firstOfValue, shapes.Width), rows, seen, weights.Kept);
            products = tile.Product("ofWeight", (values, block.FirstRow, shapes.Keys), rows, shapes.Width);
            weights.Differentiate(products, block.FirstRow, query);
            writer.Line($"Group.Barrier();");
            tile.AddProduct(ofKeys, columns.Depth, (first, shapes.Depth), (queries, query, shapes.Queries), seen);
        }

        var sizesOf = shapes.Gradients;
        var keysPart = new GradientPart(sizesOf[0], shapes.Keys, shapes.KeyHeads, shapes.Depth, form.Scale);
        Store(point, tile, keysPart, ofKeys, columns.Depth, (block.Sequence, block.Head, block.FirstRow, first));
        var valuesPart = new GradientPart(sizesOf[0] + sizesOf[1], shapes.Keys, shapes.KeyHeads, shapes.Width, 1);
        Store(point, tile, valuesPart, ofValues, columns.Width, (block.Sequence, block.Head, block.FirstRow, firstOfValue));
    }

    /// <summary>Queries before all keys of a tile are left out, unless one of them sees no key: then all have a weight.</summary>
    private static void EmitSkip(GpuPointCode point, AttentionHead head, CsName firstKey, CsName firstQuery, CsName seen)
    {
        var writer = point.Writer;
        var isNeeded = point.Local("isNeeded");
        writer.Line($"var {isNeeded} = {firstQuery} + {seen} > {firstKey};");
        using (point.Scope())
        {
            var query = point.Local("query");
            using var queries = writer.Open(
                $"for (var {query} = {firstQuery}; {query} < {firstQuery} + {seen} && !{isNeeded}; {query}++)");
            writer.Line($"{isNeeded} = {head.IsAllHidden(query)};");
        }

        using var skip = writer.Open($"if (!{isNeeded})");
        writer.Line($"continue;");
    }

    private void Store(
        GpuPointCode point,
        AttentionTile tile,
        GradientPart part,
        IReadOnlyList<CsName> sums,
        TileEdge width,
        (CsName Sequence, CsName Head, CsName Row, CsName Column) first) =>
        tile.ForResults(width, width.Own, (first.Row, first.Column), (i, j, row, column) =>
        {
            var output = Kernel.Kernel.Outputs[0];
            using var inside = point.Writer.Open($"if ({row} < {point.Extent(part.Rows)} && {column} < {part.Width})");
            using var known = point.Scope();
            var value = tile.Chosen("gradient", sums, i, j);
            var place = Kernel.Affine(
                output.Map.Offset + part.Start,
                [(output.Map.Strides[0], first.Sequence), (part.Heads * part.Width, row), (part.Width, first.Head), (Dim.One, column)]);
            var factor = part.Factor == 1 ? CsCode.Empty : CsCode.Of($" * {GpuTypes.Literal(arguments.Type, part.Factor)}");
            point.Writer.Line($"{Kernel.Buffer(output.Buffer)}[{place}] = {value}{factor};");
        });

    /// <summary>Gradients [rows, heads, width] of a sequence among those of all operands.</summary>
    /// <param name="Start">The first one's place.</param>
    /// <param name="Factor">What sums are multiplied by.</param>
    private sealed record GradientPart(Dim Start, Dim Rows, long Heads, long Width, double Factor);
}
