using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;
using NetLang.Compiler.Passes;
using NetLang.Compiler.Tests.Semantics;
using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Scans;

/// <summary>Training steps of programs whose scans are hard to get right: kernels give what the graph before all passes does.</summary>
[Trait("Category", "Numeric")]
public sealed class ScanBackendTests
{
    private const string Train = "train M = { loss = mse; optimizer = sgd { momentum = 0.0 } }\n";

    private static readonly Dictionary<string, string> Sources = new()
    {
        ["a delay line, whose parts lie side by side"] = """
            model M (x: f64[N, T, 2]) : f64[N, 4] =
                param w : f64[4] = ones
                let last, _ = scan (fun h now -> (concat [now; h[_, 0 .. 1]] * w, ())) (zeros [N; 4]) x
                last
            """,
        ["what all steps share in a product, a sum and by itself"] = """
            model M (x: f64[N, T, 3]) : f64[N, 3] =
                param c : f64[3] = ones
                param u : f64[3, 3] = uniformFanIn 3
                let context = (mean { axis = 1 } x) @ u
                let step h now =
                    let n = tanh ((h + context) @ u + now * c + sum { axis = 1; keepDims = true } (now * context))
                    (n, ())
                let last, _ = scan step (zeros [N; 3]) x
                last
            """,
        ["parts of one weight"] = """
            model M (x: f64[N, T, 3]) : f64[N, 3] =
                param w : f64[6, 3] = uniformFanIn 3
                let step h now =
                    let n = sigmoid (h @ transpose w[0 .. 2, _]) * tanh (now @ transpose w[3 .. 5, _])
                    (n, n)
                let _, all = scan step (ones [N; 3]) { reverse = true } x
                sum { axis = 1 } all
            """,
        ["a scan in a scan, with dropout in both"] = """
            model M (x: f64[N, T, 2]) : f64[N, 2] =
                param w : f64[2, 2] = uniformFanIn 2
                let outer h now =
                    let inner g v = (tanh (dropout 0.5 g @ w + v + now), g)
                    let g, seen = scan inner h x
                    (dropout 0.5 g, sum { axis = 1 } seen)
                let last, all = scan outer (zeros [N; 2]) x
                last + sum { axis = 1 } all
            """,
        ["random numbers of an inner scan that reads nothing of the outer"] = """
            model M (x: f64[N, T, 2]) : f64[N, 2] =
                param w : f64[2] = ones
                let outer () now =
                    let _, noise = scan (fun () v -> ((), v * randomUniform [N; 2])) () x
                    ((), now * w + sum { axis = 1 } noise)
                let _, all = scan outer () x
                sum { axis = 1 } all
            """,
    };

    public static TheoryData<string> Names => [.. Sources.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Kernels_compute_what_the_program_says(string name)
    {
        var written = Analyzed.ModelOfUser(Sources[name] + "\n" + Train).Train!;
        var reference = Pipeline.Default.Select([]).Run(written, new DiagnosticBag(), verify: true);
        foreach (var (pipeline, _) in Pipeline.ByMemory[..2]) // segments are of steps whose number is known
        {
            var graph = pipeline.Run(written, new DiagnosticBag(), verify: true);
            foreach (var (n, t) in new[] { (2L, 3L), (1, 1), (3, 5) })
            {
                var values = RandomValues.For(written, seed: 4, ("N", n), ("T", t));
                Close.Equal(Interpreter.Run(reference, values), Interpreter.Run(graph, values), 1e-12);
            }

            BackendAgreement.Check(
                ["N", "T"],
                1e-12,
                [.. new[] { (2L, 3L), (1, 1), (5, 9), (3, 0) }.Select(size => new BackendCase(
                    $"{name}, {size}", graph, RandomValues.For(written, seed: 4, ("N", size.Item1), ("T", size.Item2))))]);
        }
    }
}
