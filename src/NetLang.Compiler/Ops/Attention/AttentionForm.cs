using NetLang.Compiler.IR;

namespace NetLang.Compiler.Ops;

/// <summary>What becomes of the scores of an <see cref="AttentionOp"/>, and of its weights.</summary>
/// <param name="Scale">What products of queries and keys are multiplied by.</param>
/// <param name="IsCausal">Whether keys behind a query's place are hidden from it.</param>
/// <param name="Fill">
/// The score of a key that is hidden. Where the form is causal it must be so low that such a key has no weight beside any other:
/// kernels leave it out.
/// </param>
/// <param name="HasMask">Whether there is a tensor of bools, which are set where a query sees a key.</param>
/// <param name="HasBias">Whether there is a tensor that is added to the scaled scores.</param>
/// <param name="Dropout">What becomes of some of the weights; null for nothing.</param>
public sealed record AttentionForm(
    double Scale, bool IsCausal, double Fill, bool HasMask, bool HasBias, AttentionDropout? Dropout)
{
    /// <summary>The place of the first query in the sequence of the keys, for causality: not 0 where queries are those of new steps.</summary>
    public Dim First { get; init; } = Dim.Zero;

    /// <summary>A score of at most that is one of a hidden key: beside any other its weight is 0.</summary>
    public const double Hidden = -1e9;

    /// <summary>The first inputs: queries, keys, values, and what the form says.</summary>
    public int Operands => 3 + (HasMask ? 1 : 0) + (HasBias ? 1 : 0);

    /// <summary>The input that is the mask.</summary>
    public int Mask => 3;

    /// <summary>The input that is the bias.</summary>
    public int Bias => HasMask ? 4 : 3;

    public static AttentionForm Of(Node node) => Of(node.Attributes);

    public static AttentionForm Of(Attributes attributes) => new(
        attributes.Float("scale"),
        attributes.Int("causal") != 0,
        attributes.Float("fill"),
        attributes.Int("mask") != 0,
        attributes.Int("bias") != 0,
        attributes.Has("rate") ? new(attributes.Float("rate"), attributes.Float("factor"), attributes.Int("key")) : null)
    {
        First = attributes.Has("first") ? attributes.Shape("first")[0] : Dim.Zero,
    };

    public Attributes Attributes()
    {
        Attributes attributes = new(
            ("bias", new IntAttribute(HasBias ? 1 : 0)),
            ("causal", new IntAttribute(IsCausal ? 1 : 0)),
            ("fill", new FloatAttribute(Fill)),
            ("mask", new IntAttribute(HasMask ? 1 : 0)),
            ("scale", new FloatAttribute(Scale)));
        if (!First.IsZero)
            attributes = attributes.With("first", new ShapeAttribute(Shape.Of(First)));
        return Dropout is not { } dropout
            ? attributes
            : attributes
                .With("rate", new FloatAttribute(dropout.Rate))
                .With("factor", new FloatAttribute(dropout.Factor))
                .With("key", new IntAttribute(dropout.Key));
    }
}

/// <summary>
/// Weights whose uniform random number, of <paramref name="Key"/> and the weight's row-major index in [b, h, t, s], is below
/// <paramref name="Rate"/>, become 0; all others are multiplied by <paramref name="Factor"/>.
/// </summary>
public sealed record AttentionDropout(double Rate, double Factor, long Key);
