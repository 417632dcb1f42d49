using System.Collections.Immutable;
using NetLang.Compiler.IR;
using NetLang.Runtime;
using NetLang.Runtime.Random;

namespace NetLang.Compiler.Ops;

/// <summary>Scores and weights of an attention, a row at a time, for the reference evaluation.</summary>
internal sealed class AttentionReference(Node node, ImmutableArray<TensorValue> inputs, EvaluationContext context)
{
    private readonly AttentionForm form = AttentionForm.Of(node);
    private readonly long first = context.Value(AttentionForm.Of(node).First);
    private readonly TensorValue queries = inputs[0];
    private readonly TensorValue keys = inputs[1];

    public long Heads => queries.Shape[2];

    public long KeyHeads => keys.Shape[2];

    public long Queries => queries.Shape[1];

    public long Keys => keys.Shape[1];

    public long Depth => queries.Shape[3];

    public long Width => inputs[2].Shape[3];

    /// <summary>The head of keys and values that a head of queries asks.</summary>
    public long KeyHead(long head) => head / (Heads / KeyHeads);

    /// <summary>Whether a score is that of a product: gradients flow to none else.</summary>
    public bool Sees(long b, long head, long query, long key) =>
        !(form.IsCausal && key > first + query) && !(form.HasMask && inputs[form.Mask][[b, head, query, key]] == 0);

    /// <summary>The weights of all keys, before some are dropped.</summary>
    public double[] Weights(long b, long head, long query)
    {
        var scores = Scores(b, head, query);
        var most = scores.DefaultIfEmpty().Max();
        var powers = scores.Select(score => Math.Exp(score - most)).ToArray();
        var sum = powers.Sum();
        return [.. powers.Select(power => power / sum)];
    }

    public double LogSum(long b, long head, long query)
    {
        var scores = Scores(b, head, query);
        var most = scores.DefaultIfEmpty().Max();
        return most + Math.Log(scores.Sum(score => Math.Exp(score - most)));
    }

    /// <summary>The same weights, or their gradients, where they are not dropped, and 0 elsewhere.</summary>
    public double[] Dropped(long b, long head, long query, double[] weights)
    {
        if (form.Dropout is not { } dropout)
            return weights;
        var first = (((((b * Heads) + head) * Queries) + query) * Keys);
        return [.. weights.Select((weight, key) => Draw(first + key) >= dropout.Rate ? weight * dropout.Factor : 0)];

        double Draw(long index) => node.Type.Element == ElementType.F32
            ? Philox.Uniform32(context.Seed, context.Step, unchecked((ulong)dropout.Key), index)
            : Philox.Uniform64(context.Seed, context.Step, unchecked((ulong)dropout.Key), index);
    }

    private double[] Scores(long b, long head, long query)
    {
        var scores = new double[Keys];
        for (var key = 0L; key < Keys; key++)
        {
            for (var n = 0L; n < Depth; n++)
                scores[key] += queries[[b, query, head, n]] * keys[[b, key, KeyHead(head), n]];
            scores[key] *= form.Scale;
            if (form.HasBias)
                scores[key] += inputs[form.Bias][[b, head, query, key]];
            if (!Sees(b, head, query, key))
                scores[key] = form.Fill;
        }

        return scores;
    }
}
