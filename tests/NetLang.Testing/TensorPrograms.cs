using NetLang.Compiler.IR;
using Xunit;

namespace NetLang.Testing;

/// <summary>
/// Models that move tensors in all ways of the language, with dimensions that are chosen at run time in all places: what
/// they compute, and how they learn, is tried on every backend, in several sizes.
/// </summary>
public static class TensorPrograms
{
    private const string Train = "\n\ntrain M = { loss = mse; optimizer = sgd { momentum = 0.9 } }";

    private static readonly string[] Symbols = ["N", "T", "S", "H", "W"];

    // Of these, each program runs in those that it does not refuse.
    private static readonly long[][] Sizes = [[2, 4, 3, 4, 6], [1, 1, 1, 2, 2], [5, 18, 2, 6, 4], [3, 7, 9, 5, 3]];

    /// <summary>Programs with a training step, by name.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["indices of every form"] = """
            model M (x: f64[N, T, 6]) : f64[N, T, 2] =
                param w : f64[6, 4] = uniformFanIn 6
                let y = tanh (x @ w)
                let first = y[0]
                let last = y[_, -1, 2..]
                y[.., 1..2] * y[_, _, -2..-1] + first[.., ..1] + expandDims 1 last + y[.., 0..1] * y[0, 0, 3] + y[.., 3..2 + 1]
            """,
        ["shifts along a run-time axis"] = """
            model M (x: f64[N, T]) : f64[N, T - 1] =
                param gain : f64[2] = ones
                let (later, earlier) = (x[_, 1..] * gain[0], x[_, ..T - 2] * gain[1])
                tanh (later - earlier) + x[_, T - 1..T - 1] * gain[1]
            """,
        ["halves of a run-time axis"] = """
            model M (x: f64[N, T]) : f64[N, T] =
                require (T % 2 = 0) "T = {T} must be even"
                param w : f64[2] = ones
                let (left, right) = (x[_, ..T / 2 - 1], x[_, T / 2..])
                concat [right * w[0]; tanh left] + reshape [N; T] (permute [0; 2; 1] (reshape [N; 2; T / 2] (x * w[1])))
            """,
        ["concat, stack and pad"] = """
            model M (x: f64[N, T]) (y: f64[N, S]) : f64[N, 2, T + S + 3] =
                param w : f64[2] = ones
                let row = pad { value = 0.5 } [(0, 0); (1, 2)] (concat [x * w[0]; tanh y * w[1]])
                let taller = pad [(1, 0); (0, 0)] row
                stack { axis = 1 } [row * row; taller[1.., _]] + concat { axis = 1 } [expandDims 1 row; expandDims 1 row]
            """,
        ["convolution and pooling"] = """
            let shifted dy dx (x: 't[n, h, w]) = x[_, dy..h - 3 + dy, dx..w - 3 + dx]

            model M (image: f64[N, H, W]) : f64[N] =
                require (H >= 3) "H = {H} is at least 3"
                require (W >= 3) "W = {W} is at least 3"
                require (H % 2 = 0) "H = {H} must be even"
                require (W % 2 = 0) "W = {W} must be even"
                param kernel : f64[3, 3] = uniformFanIn 9
                let map = fold (fun total i -> total + shifted (i / 3) (i % 3) image * kernel[i / 3, i % 3]) 0.0 (range 9)
                let pooled = max { axis = [2; 4] } (reshape [N; (H - 2) / 2; 2; (W - 2) / 2; 2] (tanh map))
                mean { axis = [1; 2] } pooled
            """,
        ["attention with heads"] = """
            let heads (x: 't[n, t, d]) = permute [0; 2; 1; 3] (reshape [n; t; 2; d / 2] x)

            model M (x: f64[N, T, 4]) : f64[N, T, 4] =
                param w : f64[4, 12] = uniformFanIn 4
                let all = x @ w
                let (q, k, v) = (heads all[.., ..3], heads all[.., 4..7], heads all[.., 8..])
                let scores = q @ transpose k / 1.5
                let ahead = iota -1 (shape scores) > iota -2 (shape scores)
                reshape [N; T; 4] (permute [0; 2; 1; 3] (softmax (where ahead -10.0 scores) @ v))
            """,
        ["attention to another length"] = """
            model M (x: f64[N, T, 3]) (y: f64[N, S, 3]) : f64[N, T, 3] =
                param w : f64[3, 3] = uniformFanIn 3
                softmax (x @ w @ transpose y) @ y
            """,
        ["expressions in types"] = """
            let halves (x: 't[b, 2 * n, w]) = reshape [b; 2; n; w] x

            model M (x: f64[N, 2 * H, W + 1]) : f64[N, H] =
                param w : f64[2] = ones
                let parts = halves x
                sum { axis = -1 } (parts[_, 0] * w[0] + tanh (parts[_, 1] * w[1]))
            """,
        ["a state over run-time axes"] = """
            model M (x: f64[N, T, 3]) : f64[N, T, 3] =
                param gain : f64[3] = ones
                state seen : f64[3] = zeros
                let here = mean { axis = [0; 1] } x
                seen <- 0.9 * seen + 0.1 * here
                tanh ((x - if training then here else seen) * gain)
            """,
        ["words and their places"] = """
            model M (words: i32[N, T]) : f64[N, 3] =
                require (T <= 10) "a text has at most 10 words, not {T}"
                param table : f64[5, 3] = normal 0.0 1.0
                param positions : f64[10, 3] = normal 0.0 1.0
                sum { axis = 1 } (tanh (gather words table + positions[..T - 1]))
            """,
        ["word after word"] = """
            model M (words: i64[N, T]) : f64[N, 2] =
                param table : f64[6, 2] = normal 0.0 1.0
                param w : f64[2, 2] = uniformFanIn 2
                let step h word = (tanh (h @ w + gather word table), ())
                let last, nothing = scan step (zeros [N; 2]) words
                last
            """,
        ["an index for each example"] = """
            model M (x: f64[N, T, 2]) (places: i32[N, S]) : f64[N, S, 2] =
                param w : f64[2, 2] = uniformFanIn 2
                gather { axis = 1; batch = 1 } places (tanh (x @ w)) * gather (places % 2) w
            """,
        ["sums by group"] = """
            model M (x: f64[N, T]) (group: i32[N, T]) : f64[N, 4] =
                param w : f64[4] = ones
                let y = tanh (x * gather group w)
                let all = scatterAdd group 4 y
                scatterAdd { axis = 1; batch = 1 } group 4 y * w + all
            """,
        ["the largest along time"] = """
            model M (x: f64[N, T]) : f64[N] =
                param w : f64[] = ones
                pick (argMax x) (tanh (x * w)) + max { axis = 1 } (x * w)
            """,
        ["elman"] = """
            model M (x: f64[N, T, 2]) : f64[N, 3] =
                param weight_ih : f64[3, 2] = uniformFanIn 3
                param weight_hh : f64[3, 3] = uniformFanIn 3
                let step h now =
                    let next = tanh (now @ transpose weight_ih + h @ transpose weight_hh)
                    (next, next)
                let last, all = scan step (zeros [N; 3]) x
                last + mean { axis = 1 } all
            """,
        ["layers in a scan, backwards, over the first axis"] = """
            let cell (h, c) x =
                let gates = dense 6 (concat [h; x])
                let next = sigmoid gates[.., ..2] * c + tanh gates[.., 3..]
                ((tanh next, next), h * 2.0)
            model M (x: f64[N, T, 3]) : f64[N, 3] =
                let (h, c), ys = scan cell (zeros [N; 3], ones [N; 3]) { axis = 0; reverse = true } (permute [1; 0; 2] x)
                h + c + sum { axis = 0 } ys
            """,
        ["noise in a scan"] = """
            model M (x: f64[N, T, 2]) : f64[N, 2] =
                let step h now = (tanh (h + now) * randomNormal [N; 2] + randomUniform [N; 2], ())
                param start : f64[2] = zeros
                let last, nothing = scan step (zeros [N; 2] + start) x
                last
            """,
        ["a scan in a scan, of two tensors"] = """
            let row carry (a, b) = scan (fun s (x, y) -> (s * 0.5 + x * y, s)) { axis = 0 } carry (a, b)
            model M (x: f64[N, 3, T]) : f64[N, T] =
                param gain : f64[] = ones
                let step carry r = row carry (permute [1; 0] (r * gain), permute [1; 0] r + 1.0)
                let across, all = scan step (zeros [N]) { axis = 2 } x
                expandDims -1 across + sum { axis = 0 } all
            """,
        ["carries that change places"] = """
            model M (x: f64[N, T]) : f64[N] =
                param w : f64[] = ones
                let step (a, b) now = ((b * now, a + w), a)
                let (a, b), old = scan step (ones [N], zeros [N]) x
                a + b + sum { axis = -1 } old
            """,
        ["the same scan twice"] = """
            model M (x: f64[N, T]) : f64[N] =
                param w : f64[] = ones
                let sum _ = scan (fun s now -> (s + w * now, s)) (zeros [N]) x
                let last, _ = sum 1
                let other, all = sum 2
                last * other + all[_, 0]
            """,
    };

    /// <summary>The text of a program with its training.</summary>
    public static string Text(string name) => All[name] + Train;

    /// <summary>All that a graph of a program computes, in the sizes that the program takes: two at least.</summary>
    /// <param name="name">Of the program.</param>
    /// <param name="graph">After the passes.</param>
    public static IReadOnlyList<BackendCase> Cases(string name, Graph graph)
    {
        var cases = Sizes.Select(Binding).Where(binding => Holds(graph, binding))
            .Select(binding => new BackendCase(
                $"{name}, {graph.Name}, {string.Join(" ", binding)}",
                graph,
                RandomValues.For(graph, 5, [.. binding.Select(b => (b.Key, b.Value))])))
            .ToList();
        Assert.True(cases.Count >= 2, $"{name} refuses all sizes but {cases.Count}");
        return cases;
    }

    /// <summary>All symbols of the programs.</summary>
    public static IReadOnlyList<string> AllSymbols => Symbols;

    private static Dictionary<string, long> Binding(long[] sizes) =>
        Symbols.Zip(sizes).ToDictionary(s => s.First, s => s.Second);

    private static bool Holds(Graph graph, Dictionary<string, long> binding) =>
        graph.Requirements.All(r => r.Holds(symbol => binding[symbol]));
}
