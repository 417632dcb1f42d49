using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;

namespace NetLang.Compiler.Passes.Patterns;

/// <summary>The parts of an attention as it was written, with scores [.., t, s].</summary>
/// <param name="Queries">[.., t, d].</param>
/// <param name="Keys">Transposed, [.., d, s].</param>
/// <param name="Values">[.., s, e].</param>
/// <param name="Scores">What becomes of products of queries and keys.</param>
/// <param name="Dropout">What becomes of weights; null for nothing.</param>
internal sealed record AttentionMatch(Node Queries, Node Keys, Node Values, ScoreChain Scores, AttentionDropout? Dropout)
{
    /// <summary>The attention in the place of the product with values.</summary>
    /// <param name="withSums">Whether gradients will ask for log Σ e^score.</param>
    /// <param name="mapped">What has taken the place of a node.</param>
    public Node Build(Node product, bool withSums, Func<Node, Node> mapped, GraphBuilder builder)
    {
        AttentionLayout layout = new(Scores.Product.Shape, builder);
        List<Node> inputs =
        [
            layout.Rows(mapped(Queries)),
            layout.Rows(builder.SwapLastAxes(mapped(Keys))),
            layout.Rows(mapped(Values)),
        ];
        if (!Scores.Masks.IsEmpty)
            inputs.Add(layout.Scores(Scores.Masks.Select(mask => mask.Build(mapped, builder)).Aggregate((a, b) => builder.And(a, b))));
        if (Scores.Bias is { } bias)
            inputs.Add(layout.Scores(mapped(bias)));
        AttentionForm form = new(
            Scores.Scale, Scores.IsCausal, Scores.Fill ?? 0, !Scores.Masks.IsEmpty, Scores.Bias is not null, Dropout);
        var attributes = form.Attributes().With("sums", new IntAttribute(withSums ? 1 : 0));
        var node = builder.Apply(AttentionOp.Instance, [.. inputs], attributes);
        return layout.Values(node, product.Shape, builder);
    }
}

/// <summary>Axes of scores as [b, h, t, s]: one axis of heads, if it is known how many there are, behind all others.</summary>
internal sealed class AttentionLayout
{
    private readonly GraphBuilder builder;
    private readonly Dim batch;
    private readonly Dim heads;

    public AttentionLayout(Shape scores, GraphBuilder builder)
    {
        this.builder = builder;
        var leading = scores.Dims[..^2];
        heads = leading.Length >= 2 && leading[^1] is { IsConstant: true, ConstantValue: > 0 } ? leading[^1] : Dim.One;
        var others = heads.IsOne ? leading : leading[..^1];
        batch = others.Aggregate(Dim.One, (product, dim) => product * dim);
    }

    /// <summary>[.., rows, columns] → [b, rows, h, columns].</summary>
    public Node Rows(Node x)
    {
        var (rows, columns) = (x.Shape[^2], x.Shape[^1]);
        return heads.IsOne
            ? builder.Reshape(x, Shape.Of(batch, rows, heads, columns))
            : builder.Transpose(builder.Reshape(x, Shape.Of(batch, heads, rows, columns)), [0, 2, 1, 3]);
    }

    /// <summary>[.., t, s] → [b, h, t, s].</summary>
    public Node Scores(Node x) => builder.Reshape(x, Shape.Of(batch, heads, x.Shape[^2], x.Shape[^1]));

    /// <summary>[b, t, h · e], perhaps with more columns, → [.., t, e].</summary>
    public Node Values(Node attention, Shape shape, GraphBuilder builder)
    {
        var (rows, columns) = (shape[^2], shape[^1]);
        var values = builder.Slice(attention, Shape.Of(Dim.Zero, Dim.Zero, Dim.Zero), Shape.Of(batch, rows, heads * columns));
        return heads.IsOne
            ? builder.Reshape(values, shape)
            : builder.Reshape(
                builder.Transpose(builder.Reshape(values, Shape.Of(batch, rows, heads, columns)), [0, 2, 1, 3]), shape);
    }
}
