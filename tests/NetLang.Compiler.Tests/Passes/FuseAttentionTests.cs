using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Compiler.Passes;
using NetLang.Compiler.Tests.Semantics;
using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Passes;

/// <summary>What users write as attention: which of it becomes one kernel, and that all of it computes the same.</summary>
public sealed class FuseAttentionTests
{
    private const string Train = "train M = { loss = mse; optimizer = sgd { momentum = 0.0 } }\n";

    // Queries, keys and values of one head, then of two: what each program begins with.
    private const string OneHead = """
        let project n (x: 't[.., d]) =
            param weight : 't[d, n] = uniformFanIn d
            x @ weight

        """;

    private const string TwoHeads = OneHead + """
        let apart (x: 't[b, t, 6]) = permute [0; 2; 1; 3] (reshape [b; t; 2; 3] x)

        let together (x: 't[b, h, t, d]) = reshape [b; t; h * d] (permute [0; 2; 1; 3] x)

        """;

    private static readonly Dictionary<string, string> Fused = new()
    {
        ["no mask, one sequence"] = OneHead + """
            model M (x: f64[N, 3]) : f64[N, 2] =
                softmax (project 4 x @ transpose (project 4 x)) @ project 2 x
            """,
        ["causal by where, scores divided"] = OneHead + """
            model M (x: f64[N, T, 3]) : f64[N, T, 2] =
                let scores = project 4 x @ permute [0; 2; 1] (project 4 x) / 2.0
                softmax (where (iota 0 [T; T] >= iota 1 [T; T]) scores -1e30) @ project 2 x
            """,
        ["causal by what is hidden, scale in front"] = OneHead + """
            model M (x: f64[N, T, 3]) : f64[N, T, 2] =
                let scores = 0.5 * (project 4 x @ permute [0; 2; 1] (project 4 x))
                softmax (where (iota 1 [T; T] > iota 0 [T; T]) -1e30 scores) @ project 2 x
            """,
        ["heads, causal by addition, queries scaled"] = TwoHeads + """
            model M (x: f64[N, T, 3]) : f64[N, T, 4] =
                let q = apart (project 6 x) / sqrt 3.0
                let shift = where (iota 0 [T; T] >= iota 1 [T; T]) 0.0 -1e9
                let weights = softmax (q @ permute [0; 1; 3; 2] (apart (project 6 x)) + shift)
                together (weights @ apart (project 6 x)) @ ones [6; 4]
            """,
        ["heads, keys scaled, causal and bias"] = TwoHeads + """
            model M (x: f64[N, T, 3]) : f64[N, T, 6] =
                let k = 0.6 * apart (project 6 x)
                let near = cast f64 (iota 1 [T; T] - iota 0 [T; T]) * 0.1
                let scores = near + apart (project 6 x) @ permute [0; 1; 3; 2] k
                let seen = iota 1 [T; T] <= iota 0 [T; T]
                together (softmax (where seen scores -1e30) @ apart (project 6 x))
            """,
        ["a mask beside causality, with a query that sees none"] = TwoHeads + """
            model M (x: f64[N, T, 3]) : f64[N, T, 6] =
                let scores = apart (project 6 x) @ permute [0; 1; 3; 2] (apart (project 6 x)) * 0.5
                let live = expandDims 1 (expandDims 1 (x[_, _, 0] > 0.0))
                let seen = iota 0 [T; T] >= iota 1 [T; T] && live
                together (softmax (where seen scores -1e30) @ apart (project 6 x))
            """,
        ["heads, dropout, a softmax of one's own"] = TwoHeads + """
            let mine (x: 't[.., n]) =
                let powers = exp (x - max { axis = -1; keepDims = true } x)
                powers / sum { axis = -1; keepDims = true } powers

            model M (x: f64[N, T, 3]) : f64[N, T, 6] =
                let scores = apart (project 6 x) @ permute [0; 1; 3; 2] (apart (project 6 x))
                let weights = dropout 0.3 (mine (where (iota 0 [T; T] >= iota 1 [T; T]) (scores / 1.7) -1e30))
                together (weights @ apart (project 6 x))
            """,
        ["heads of one number, with a mask"] = OneHead + """
            let apart (x: 't[b, t, n]) = permute [0; 2; 1; 3] (reshape [b; t; n; 1] x)

            model M (x: f64[N, T, 3]) : f64[N, T, 3] =
                let live = expandDims 1 (expandDims 1 (x[_, _, 0] > -0.5))
                let scores = apart (project 3 x) @ permute [0; 1; 3; 2] (apart (project 3 x))
                let y = softmax (where live scores -1e30) @ apart (project 3 x)
                reshape [N; T; 3] (permute [0; 2; 1; 3] y)
            """,
        ["as many columns as whole vectors, of heads of one number"] = """
            model M (x: f64[N, T, 3]) : f64[N, 7, 8] =
                param z : f64[7, 8] = uniformFanIn 8
                z + reshape [N; 7; 8] (mean { axis = 1 } x @ ones [3; 56]) |> multiHeadAttention 8
            """,
        ["a mask whose fill counts, and dropout of weights as they are"] = OneHead + """
            model M (x: f64[N, T, 3]) : f64[N, T, 2] =
                let scores = project 4 x @ permute [0; 2; 1] (project 4 x) / 2.0
                let weights = softmax (where (iota 0 [T; T] >= iota 1 [T; T]) scores 0.0)
                where (randomUniform (shape weights) >= 0.2) weights 0.0 @ project 2 x
            """,
        ["another sequence, as long as twice this one"] = OneHead + """
            model M (x: f64[N, T, 3]) : f64[N, T, 2] =
                let memory = concat { axis = 1 } [x; tanh x]
                softmax (project 4 x @ permute [0; 2; 1] (project 4 memory) / 2.0) @ project 2 memory
            """,
    };

    private static readonly Dictionary<string, string> NearMisses = new()
    {
        ["weights are a result, too"] = OneHead + """
            model M (x: f64[N, T, 3]) : f64[N, T, 2] =
                let weights = softmax (project 4 x @ permute [0; 2; 1] (project 4 x))
                weights @ project 2 x + mean weights
            """,
        ["a softmax over the queries"] = OneHead + """
            model M (x: f64[N, T, 3]) : f64[N, T, 2] =
                softmax { axis = 1 } (project 4 x @ permute [0; 2; 1] (project 4 x)) @ project 2 x
            """,
        ["a bias that is learned, in the steps of a scan"] = OneHead + """
            model M (x: f64[N, T, 3]) : f64[N, 2] =
                param bias : f64[3] = ones
                let near = cast f64 (iota 1 [3; 3]) * bias
                let step state now =
                    let rows = reshape [N; 3; 1] now
                    let y = softmax (rows @ permute [0; 2; 1] rows + near) @ concat [rows; rows]
                    (state + sum { axis = 1 } y, ())
                let last, _ = scan step (zeros [N; 2]) x
                last
            """,
        ["causality that is added beside a bias"] = OneHead + """
            model M (x: f64[N, T, 3]) : f64[N, T, 2] =
                let near = cast f64 (iota 1 [T; T] - iota 0 [T; T])
                let shift = where (iota 0 [T; T] >= iota 1 [T; T]) 0.0 -1e9
                softmax (project 4 x @ permute [0; 2; 1] (project 4 x) + near + shift) @ project 2 x
            """,
        ["a bias that is learned"] = OneHead + """
            model M (x: f64[N, T, 3]) : f64[N, T, 2] =
                param bias : f64 = ones
                let near = cast f64 (iota 1 [T; T] - iota 0 [T; T]) * bias
                softmax (project 4 x @ permute [0; 2; 1] (project 4 x) + near) @ project 2 x
            """,
        ["scores that are capped"] = OneHead + """
            model M (x: f64[N, T, 3]) : f64[N, T, 2] =
                softmax (3.0 * tanh (project 4 x @ permute [0; 2; 1] (project 4 x))) @ project 2 x
            """,
        ["a scale of scores with their bias"] = OneHead + """
            model M (x: f64[N, T, 3]) : f64[N, T, 2] =
                let near = cast f64 (iota 1 [T; T] - iota 0 [T; T])
                softmax ((project 4 x @ permute [0; 2; 1] (project 4 x) + near) / 2.0) @ project 2 x
            """,
    };

    public static TheoryData<string> FusedNames => [.. Fused.Keys];

    public static TheoryData<string> NearMissNames => [.. NearMisses.Keys];

    [Theory]
    [MemberData(nameof(FusedNames))]
    public void Attention_is_one_kernel_however_it_is_written(string name) => Check(Fused[name], attentions: 1);

    [Theory]
    [MemberData(nameof(NearMissNames))]
    public void What_is_not_quite_attention_is_left_alone(string name) => Check(NearMisses[name], attentions: 0);

    private static void Check(string source, int attentions)
    {
        var model = Analyzed.ModelOfUser(source + "\n" + Train);
        var written = model.Train!;
        var reference = Pipeline.Default.Select([]).Run(written, new DiagnosticBag(), verify: true);
        var graph = Pipeline.Default.Run(written, new DiagnosticBag(), verify: true);
        Assert.Equal(attentions, graph.Nodes.Count(n => n.Op == AttentionOp.Instance));
        Assert.Equal(attentions, graph.Nodes.Count(n => n.Op == AttentionGradientOp.Instance));
        var cases = new List<BackendCase>();
        foreach (var (n, t) in new[] { (2L, 7L), (1, 1), (3, 70), (1, 150) })
        {
            var values = RandomValues.For(written, seed: 4, ("N", n), ("T", t));
            if (t < 100)
                Close.Equal(Interpreter.Run(reference, values), Interpreter.Run(graph, values), 1e-12);
            cases.Add(new($"{n} x {t}", graph, values));
        }

        BackendAgreement.Check(["N", "T"], 1e-12, cases);
    }
}
