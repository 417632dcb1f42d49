using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using NetLang.Compiler.Prelude;
using NetLang.Compiler.Syntax;
using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Prelude;

/// <summary><c>grammar/PRELUDE.md</c> is what the comments of the prelude say, and these say what a user asks.</summary>
public partial class PreludeReferenceTests
{
    /// <summary>Arithmetic, textbook matter, or a part of another definition: nobody to name.</summary>
    private static readonly string[] WithoutSource =
    [
        "logSoftmax", "logSigmoid", "clipByValue", "uniform", "normal", "fans", "flatten", "mse", "mae",
        "crossEntropyOneHot", "binaryCrossEntropy", "pi", "size", "square", "accuracy", "binaryAccuracy",
        "meanAbsoluteError", "withDecay", "countAlong", "mean", "pick", "constantRate", "stepDecay", "exponentialDecay",
        "cosineSimilarity", "trainDefaults", "movingAverage", "requireNotNegative", "requireShare", "requireDecay",
        "standardise", "spatialAxes", "perChannel", "scaleChannels",
        "countOf", "pairOf", "countsOf", "strideOr", "paddingOf", "paddedWindows", "imageWindows", "requireGroups", "requireOutputPadding",
        "globalAvgPool", "globalMaxPool", "partMeans", "interpolated",
        "reflected", "hiddenOf", "joinedStates", "stepsOf", "keptState", "gateOf", "gateWeights", "vectorOf", "firstState",
        "recurrentLayers", "lastStep", "attended", "queriesOf", "answersTo",
        "thinned", "groupedHeads", "meanOfValues", "attendedHeads", "headsApart", "headsTogether", "placeAngles",
        "aroundNorm", "feedForward",
    ];

    /// <summary>Files whose functions do not take single tensors: their first comment says what they take.</summary>
    private static readonly string[] WithoutShapes =
        ["cells", "clipping", "initialisers", "math", "optimizers", "schedules", "states", "sublayers", "training"];

    public static TheoryData<string> Definitions => [.. All.Select(PreludeReference.NameOf)];

    private static IEnumerable<Declaration> All => PreludeFiles.Units.SelectMany(u => u.Declarations);

    [Fact]
    public void The_page_is_what_the_prelude_says() => Snapshot.MatchFile(PreludeReference.Text(), PageOf());

    [Theory]
    [MemberData(nameof(Definitions))]
    public void A_definition_says_what_it_computes(string name)
    {
        var definition = Find(name);
        var isWhole = PreludeReference.Shown(definition) == definition.Span.Text.TrimEnd();
        if (!isWhole)
            Assert.Matches(Formula(), definition.Documentation);
        Assert.Matches(@"\.\)?$|²$", definition.Documentation!.Trim());
    }

    [Theory]
    [MemberData(nameof(Definitions))]
    public void A_definition_says_which_shapes_it_takes(string name)
    {
        var definition = Find(name);
        var file = Path.GetFileNameWithoutExtension(definition.Span.Source.Path);
        if (!WithoutShapes.Contains(file))
            Assert.Contains('[', PreludeReference.Shown(definition));
        else
            Assert.Matches("^// .*", definition.Span.Source.Content);
    }

    [Theory]
    [MemberData(nameof(Definitions))]
    public void A_definition_says_where_it_comes_from(string name)
    {
        if (WithoutSource.Contains(name))
            Assert.DoesNotMatch(Source(), Find(name).Documentation);
        else
            Assert.Matches(Source(), Find(name).Documentation);
    }

    private static Declaration Find(string name) => All.Single(d => PreludeReference.NameOf(d) == name);

    private static string PageOf([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "..", "grammar", "PRELUDE.md"));

    [GeneratedRegex(@"[=·√Σ^/²→]|\w[(\[]")]
    private static partial Regex Formula();

    /// <summary>A work with its year, or the library whose definition it is.</summary>
    [GeneratedRegex(@"[A-Z]\w+(?:\s(?:and\s[A-Z]\w+|et\sal\.))?\s(?:19|20)[0-9]{2}\b|PyTorch")]
    private static partial Regex Source();
}
