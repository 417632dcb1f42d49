using System.Collections.Generic;
using System.Linq;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Runtime;
using NetLang.Testing;
using Xunit;

namespace NetLang.Gpu.Tests.Agreement;

/// <summary>
/// Attention and its gradients on the GPU, for lengths around those of tiles: those of groups of 4 have 8 rows and columns,
/// those of groups of 16 twice as many.
/// </summary>
[Trait("Category", "Slow")]
public sealed class AttentionTests
{
    private static readonly AttentionForm Plain = new(0.4, IsCausal: false, Fill: -1e30, HasMask: false, HasBias: false, Dropout: null);

    private readonly GraphBuilder b = new();

    public static TheoryData<string> Forms => [.. All.Keys];

    private static Dictionary<string, AttentionForm> All { get; } = new()
    {
        ["plain"] = Plain,
        ["causal"] = Plain with { IsCausal = true, Fill = double.NegativeInfinity },
        ["causal, with a mask"] = Plain with { IsCausal = true, HasMask = true },
        ["mask"] = Plain with { HasMask = true },
        ["mask of a fill that counts"] = Plain with { HasMask = true, Fill = -3 },
        ["bias"] = Plain with { HasBias = true },
        ["dropout"] = Plain with { Dropout = new(0.3, 1 / 0.7, 77) },
        ["all"] = new(0.4, IsCausal: true, Fill: -1e30, HasMask: true, HasBias: true, Dropout: new(0.3, 1 / 0.7, 77)),
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void One_head(string form) => Check(
        All[form], (Heads: 1, KeyHeads: 1, Depth: 5, Width: 5), hasSums: false, [(1, 7, 7), (2, 33, 33), (1, 70, 70)]);

    [Theory]
    [MemberData(nameof(Forms))]
    public void Heads_that_share_keys(string form) => Check(
        All[form], (Heads: 4, KeyHeads: 2, Depth: 3, Width: 6), hasSums: true, [(2, 1, 1), (1, 9, 20), (1, 20, 9), (1, 33, 7)]);

    [Fact]
    public void Four_heads_with_keys_of_their_own() =>
        Check(Plain, (Heads: 4, KeyHeads: 4, Depth: 4, Width: 2), hasSums: false, [(2, 7, 7)]);

    /// <summary>More columns than a group of 4 lanes has, so that several share them, and a depth of more than one part.</summary>
    [Fact]
    public void Wide_heads() => Check(
        Plain with { IsCausal = true }, (Heads: 1, KeyHeads: 1, Depth: 37, Width: 150), hasSums: true, [(1, 9, 9)]);

    /// <summary>Lanes that stand in no square, and groups of full size.</summary>
    [Fact]
    public void Groups_of_other_sizes() => Check(
        All["all"], (Heads: 1, KeyHeads: 1, Depth: 3, Width: 3), hasSums: true, [(1, 70, 70)], groupSizes: [2, 32, 256]);

    [Fact]
    public void What_is_fused_behind_it()
    {
        var y = Forward(Plain, (Heads: 2, KeyHeads: 1, Depth: 3, Width: 4), ElementType.F32, hasSums: true);
        var isValue = b.Lt(b.Iota(2, new(ElementType.I32, y.Shape)), b.Filled(8, new(ElementType.I32, y.Shape)));
        var gain = b.BroadcastTrailing(b.Variable("gain", new(ElementType.F32, Shape.Of(y.Shape[2]))), y.Shape);
        var behind = b.Add(b.Select(isValue, b.Mul(y, gain), b.Exp(y)), b.Input("x", y.Type));
        Check(new("train", [new(ResultKind.Output, "y", behind)]), [(2, 9, 20)], 2e-6, [4, 16]);
    }

    [Fact]
    public void Doubles() => Check(
        All["all"], (Heads: 2, KeyHeads: 1, Depth: 3, Width: 2), hasSums: true, [(1, 20, 20)], ElementType.F64, tolerance: 1e-13);

    private void Check(
        AttentionForm form,
        (int Heads, int KeyHeads, int Depth, int Width) size,
        bool hasSums,
        (long B, long T, long S)[] lengths,
        ElementType type = ElementType.F32,
        double tolerance = 2e-6,
        int[]? groupSizes = null)
    {
        var y = Forward(form, size, type, hasSums);
        var gradients = AttentionOp.Instance.Gradient(y, b.Input("dy", y.Type), b);
        var outputs = new[] { y }.Concat(gradients.Take(3).Select(g => g!)).Zip(["y", "dq", "dk", "dv"]);
        Check(
            new("train", [.. outputs.Select(o => new GraphResult(ResultKind.Output, o.Second, o.First))]),
            lengths,
            tolerance,
            groupSizes ?? [4, 16]);
    }

    private static void Check(Graph graph, (long B, long T, long S)[] lengths, double tolerance, int[] groupSizes)
    {
        var cases = lengths.Select(n => new BackendCase(
            $"{n.B} of {n.T} to {n.S}", graph, RandomValues.For(graph, 5, ("B", n.B), ("T", n.T), ("S", n.S))));
        GpuAgreement.Check(["B", "T", "S"], tolerance, groupSizes, [true], [.. cases]);
    }

    private Node Forward(AttentionForm form, (int Heads, int KeyHeads, int Depth, int Width) size, ElementType type, bool hasSums)
    {
        var (batch, t, s) = (Dim.Symbol("B"), Dim.Symbol("T"), Dim.Symbol("S"));
        var scores = Shape.Of(batch, size.Heads, t, s);
        List<Node> operands =
        [
            b.Input("q", new(type, Shape.Of(batch, t, size.Heads, size.Depth))),
            b.Input("k", new(type, Shape.Of(batch, s, size.KeyHeads, size.Depth))),
            b.Input("v", new(type, Shape.Of(batch, s, size.KeyHeads, size.Width))),
        ];
        if (form.HasMask)
        {
            // All is hidden from some queries, causal or not.
            var (query, key) = (b.Iota(2, new(ElementType.I32, scores)), b.Iota(3, new(ElementType.I32, scores)));
            operands.Add(b.And(Is(0, 2, b.Add(key, query)), b.Not(Is(2, 5, query))));
        }

        if (form.HasBias)
            operands.Add(b.Input("bias", new(type, scores)));
        return b.Apply(AttentionOp.Instance, [.. operands], form.Attributes().With("sums", new IntAttribute(hasSums ? 1 : 0)));
    }

    private Node Is(int rest, int divisor, Node x) =>
        b.Eq(b.Mod(x, b.Filled(divisor, x.Type)), b.Filled(rest, x.Type));
}
