using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;
using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Semantics;

/// <summary>
/// The programs of the language reference, each with what uses its definitions, and the examples are good and give
/// sound graphs.
/// </summary>
public partial class DocumentedProgramTests
{
    private static readonly string Root = RootOf();

    public static TheoryData<string, string> Programs
    {
        get
        {
            var programs = new TheoryData<string, string>();
            foreach (var (index, code) in LanguageReference.Programs.Index())
                programs.Add($"LANGUAGE.md, program {index + 1}", code + UsesOf(code));
            var examples = Directory.EnumerateFiles(Path.Combine(Root, "examples"), "*.net", SearchOption.AllDirectories);
            foreach (var file in examples.Order(StringComparer.Ordinal))
                programs.Add(Path.GetRelativePath(Root, file), File.ReadAllText(file));
            return programs;
        }
    }

    /// <summary>Of a definition alone less is checked than of calls. So each function of the reference is called here.</summary>
    private static IReadOnlyDictionary<string, string> Uses { get; } = new Dictionary<string, string>
    {
        ["area"] = "let used = area 2 3",
        ["halved"] = "model Halved (x: f32[N]) : f32[N] = halved x",
        ["doubled"] = "model Doubled (k: i32[N]) : i32[N] = doubled k",
        ["f"] = "let used = f 3",
        ["head"] = "model Head (x: f32[N, 8]) : f32[N, 64] = head true x",
        ["sums"] = "let used = sums [1; 2]",
        ["twice"] = "model Twice (x: f32[N, 64]) : f32[N, 64] = x |> block |> twice relu",
        ["swap"] = "let _swapped = swap (1, 2)",
        ["middle"] = "let _middle = middle 1 2 3",
        ["scaled"] = "let used = scaled { factor = 3.0 } 1.0",
        ["lastOf"] = "model Last (x: f32[N, 7]) : f32[N] = lastOf x",
        ["lastToo"] = "model LastToo (x: f32[N, 3]) : f32[N] = lastToo x",
        ["patchOf"] = "model Patch (image: f32[N, 3, 28, 28]) : f32[N, 3, 8, 8] = patchOf image",
        ["margin"] = "let used = margin Same 3 + margin Valid 3 + margin Same 2",
        ["embedded"] = "model Embedded (words: i32[N, T]) : f32[N, T, 4] = embedded 100 4 words",
        ["smoothed"] = "model Smoothed (x: f32[N, 8]) : f32[N, 6] = smoothed x",
        ["sumsOf"] = "model Sums (group: i32[N]) (x: f32[N, 3]) : f32[5, 3] = sumsOf 5 group x",
        ["encoder"] = "model Encoder (x: f32[N, 8]) : f32[N, 64] = encoder 3 x",
        ["runningSum"] = "model Sum (x: f32[N, 5, 3]) : f32[N, 5, 3] = runningSum x",
        ["noisy"] = "model Noisy (x: f32[N, 8]) : f32[N, 8] = noisy 0.1 x",
        ["linear"] = "model Linear (x: f32[N, 8]) : f32[N, 4] = linear 4 x",
        ["splitHeads"] = "model Split (x: f32[N, 8]) : f32[N, 4, 2] = splitHeads 4 x",
        ["runningMean"] = "model Running (x: f32[N, 8]) : f32[N, 8] = runningMean { momentum = 0.2 } x",
        ["classifier"] = "model Classifier (x: f32[N, 8]) : f32[N, 3] = classifier 3 x",
        ["similarity"] = "model Similar (x: f32[N, 4]) (y: f32[3, 4]) : f32[N, 3] = similarity x y",
        ["turned"] = "model Turned (x: f32[N, N]) : f32[N, N] = turned x",
        ["mirrored"] = "model Mirrored (x: f32[4, 4]) : f32[4, 4] = mirrored x",
        ["scores"] = "model Scores (x: f32[N, 5, 8]) : f32[N, 5, 5] = scores x x",
        ["spread"] = "model Spread (x: f32[N, 1]) (y: f32[N]) : f32[] = spread x y",
        ["warmUp"] = Trained("schedule = warmUp { steps = 10 }"),
        ["rootMeanSquare"] = Trained("metrics = [rootMeanSquare]"),
        ["momentumDescent"] = Trained("optimizer = momentumDescent { momentum = 0.8 }"),
    };

    [Theory]
    [MemberData(nameof(Programs))]
    public void ItIsGood(string name, string text)
    {
        var onDisk = ImportedFiles.OnDisk(Root);
        var (result, bag) = Testing.Programs.Analyze(
            text, name, path => LanguageReference.Files(path) is { Text: not null } documented ? documented : onDisk(path));
        Assert.Equal("", DiagnosticRenderer.Render(bag.All, RenderStyle.Plain));
        foreach (var model in result.Models)
        {
            foreach (var graph in new[] { model.Initialize, model.Predict, model.Evaluate, model.Train }.OfType<Graph>())
                Verifier.Check(graph, "elaboration", model.Variables);
        }
    }

    private static string Trained(string field) => $$"""
        model Trained (x: f32[N, 1]) : f32[N, 1] = dense 1 x
        train Trained = { loss = mse; {{field}} }
        """;

    /// <summary>Uses of the functions and optimizers that a program without a model defines.</summary>
    private static string UsesOf(string code) => Model().IsMatch(code)
        ? ""
        : string.Concat(FunctionName().Matches(code).Select(name => "\n" + Uses[name.Value] + "\n"));

    private static string RootOf([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", ".."));

    [GeneratedRegex("^model ", RegexOptions.Multiline)]
    private static partial Regex Model();

    // A definition with parameters, and the metric.
    [GeneratedRegex(@"(?<=^(let|optimizer) )(\w+(?= [^=\n])|rootMeanSquare)", RegexOptions.Multiline)]
    private static partial Regex FunctionName();
}
