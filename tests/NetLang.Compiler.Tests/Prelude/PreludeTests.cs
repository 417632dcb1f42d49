using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Prelude;
using NetLang.Compiler.Syntax;
using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Prelude;

/// <summary>Every definition of the prelude is used at least once; one without a use here fails.</summary>
public class PreludeTests
{
    /// <summary>What a use stands in: an expression over <c>x: f32[N, 4]</c> that gives a tensor of that type.</summary>
    private static readonly Dictionary<string, string> Expressions = new()
    {
        ["pi"] = "pi * x",
        ["size"] = "x / size x",
        ["square"] = "square x",
        ["countAlong"] = "x / countAlong [0; -1] x",
        ["mean"] = "x - mean x - mean { axis = -1; keepDims = true } x",
        ["variance"] = "x / variance { axis = 0; correction = 1 } x",
        ["argMax"] = "x + cast f32 (expandDims 1 (argMax x))",
        ["pick"] = "x + expandDims 1 (pick (argMax x) x)",
        ["requireNotNegative"] = "requireNotNegative \"slope\" 0.5\n    x",
        ["requireShare"] = "requireShare \"share\" 1.0\n    x",
        ["requireDecay"] = "requireDecay \"decay\" 0.0\n    x",
        ["relu"] = "relu x",
        ["leakyRelu"] = "leakyRelu { slope = 0.2 } x",
        ["elu"] = "elu x",
        ["gelu"] = "gelu x + gelu { approximate = Tanh } x",
        ["silu"] = "silu x",
        ["softplus"] = "softplus x",
        ["softmax"] = "softmax x + softmax { axis = 0 } x",
        ["logSoftmax"] = "logSoftmax x",
        ["logSigmoid"] = "logSigmoid x",
        ["distance"] = "x + expandDims 1 (distance x (2.0 * x))",
        ["dense"] = "dense 4 x",
        ["dropout"] = "dropout 0.5 x",
        ["dropout2d"] = "dropout2d 0.5 x",
        ["flatten"] = "x |> reshape [size x / 4; 2; 2] |> flatten",
        ["standardise"] = "standardise { axis = 0 } x",
        ["layerNorm"] = "x |> layerNorm |> layerNorm { axes = 1; eps = 1e-6; affine = false }",
        ["rmsNorm"] = "rmsNorm x",
        ["spatialAxes"] = "x / (1.0 + float (length (spatialAxes x)))",
        ["perChannel"] = "x + perChannel x (ones [4])",
        ["batchNorm"] = "x |> batchNorm |> batchNorm { momentum = 0.2 }",
        ["scaleChannels"] = "scaleChannels true x ()",
        ["groupNorm"] = "groupNorm 2 x",
        ["instanceNorm"] = "x |> expandDims 1 |> instanceNorm { affine = true } |> squeeze 1",
        ["pairOf"] = "let (rows, _) = pairOf 2\n    rows * x",
        ["countOf"] = "countOf \"size\" 1 2 * x",
        ["countsOf"] = "let (rows, _) = countsOf \"size\" 1 2\n    rows * x",
        ["strideOr"] = "strideOr 2 Size * x",
        ["paddingOf"] = "let (before, _) = paddingOf Same 3 1\n    before * x",
        ["paddedWindows"] = "sum { axis = -1 } (paddedWindows { padding = (1, 0) } 2 x)",
        ["imageWindows"] = "x |> expandDims 1 |> expandDims 1 |> imageWindows 1 |> sum { axis = [1; 2; 4; 5] }",
        ["requireGroups"] = "requireGroups 2 4 6\n    x",
        ["conv1d"] = "x |> expandDims 1 |> conv1d 1 3 { padding = Same } |> squeeze 1",
        ["conv2d"] = "x |> expandDims 1 |> expandDims 1 |> conv2d 1 (1, 3) { padding = Same } |> squeeze 1 |> squeeze 1",
        ["requireOutputPadding"] = "requireOutputPadding 1 2 1\n    x",
        ["convTranspose2d"] =
            "x |> expandDims 1 |> expandDims 1 |> convTranspose2d 1 (1, 3) { padding = (0, 1) } |> squeeze 1 |> squeeze 1",
        ["maxPool1d"] = "x + (x |> expandDims 1 |> maxPool1d 4 |> squeeze 1)",
        ["maxPool2d"] = "x + (x |> expandDims 1 |> expandDims 1 |> maxPool2d (1, 4) |> squeeze 1 |> squeeze 1)",
        ["avgPool1d"] = "x + (x |> expandDims 1 |> avgPool1d 4 |> squeeze 1)",
        ["avgPool2d"] = "x + (x |> expandDims 1 |> expandDims 1 |> avgPool2d (1, 4) |> squeeze 1 |> squeeze 1)",
        ["globalAvgPool"] = "x + (x |> expandDims 1 |> globalAvgPool)",
        ["globalMaxPool"] = "x + (x |> expandDims 1 |> globalMaxPool)",
        ["partMeans"] = "x + (x |> expandDims 1 |> expandDims 1 |> partMeans 1 |> squeeze 1 |> squeeze 1)",
        ["adaptiveAvgPool2d"] =
            "x + (x |> reshape [size x / 4; 1; 2; 2] |> adaptiveAvgPool2d (3, 1) |> sum { axis = [1; 2] })",
        ["interpolated"] = "x |> expandDims 1 |> expandDims 1 |> interpolated 2 |> maxPool2d (1, 2) |> squeeze 1 |> squeeze 1",
        ["upsample2d"] =
            "x |> reshape [size x / 4; 1; 2; 2] |> upsample2d 2 |> upsample2d 2 { mode = Bilinear } |> avgPool2d 4 |> flatten",
        ["reflected"] = "x + (x |> expandDims 1 |> expandDims 1 |> reflected 3 (3, 1) |> maxPool2d (1, 8) |> sum { axis = [1; 2] })",
        ["reflectPad2d"] = "x + (x |> reshape [size x / 4; 1; 2; 2] |> reflectPad2d 1 |> maxPool2d 2 |> flatten)",
        ["projectionShortcut"] = "x |> expandDims 2 |> expandDims 3 |> projectionShortcut 4 (2, 1) |> squeeze 3 |> squeeze 2",
        ["residualBlock"] = "x |> expandDims 2 |> expandDims 3 |> residualBlock 4 { stride = (1, 2) } |> squeeze 3 |> squeeze 2",
        ["bottleneckBlock"] = "x |> expandDims 2 |> expandDims 3 |> bottleneckBlock 2 { expansion = 2 } |> squeeze 3 |> squeeze 2",
        ["separableConv2d"] = "x |> expandDims 2 |> expandDims 3 |> separableConv2d 4 3 { padding = Same } |> squeeze 3 |> squeeze 2",
        ["squeezeExcite"] = "x |> expandDims 2 |> expandDims 3 |> squeezeExcite { reduction = 2 } |> squeeze 3 |> squeeze 2",
        ["rnn"] = Steps("rnn 4 { nonlinearity = Relu; layers = 2 }"),
        ["rnnFrom"] = Steps("rnnFrom (ones [size x / 4; 2; 4]) 4 { bidirectional = true } |> fun (y, _) -> y[_, _, 4..]"),
        ["lstm"] = Steps("lstm 4 { layers = 2; dropout = 0.1; useBias = false }"),
        ["lstmFrom"] = Steps("lstmFrom Zeros 4 { projection = 2 } |> fun (_, (_, c)) -> c"),
        ["gru"] = Steps("gru 4"),
        ["gruFrom"] = Steps("gruFrom Zeros 4 { lengths = argMax x } |> fun (y, h) -> y + h"),
        ["hiddenOf"] = "hiddenOf (x, 2.0 * x)",
        ["joinedStates"] = "sum { axis = 1 } (joinedStates [x; x])",
        ["stepsOf"] = "where (stepsOf 4 (argMax x)) x 0.0",
        ["keptState"] = "keptState (argMax x = 2) x (2.0 * x)",
        ["gateOf"] = "concat [gateOf 1 2 x; gateOf 0 2 x]",
        ["gateWeights"] = "let (fromInput, fromHidden) = gateWeights 1 4 4 true (expandDims 1 x)\n    fromInput x + fromHidden x",
        ["rnnCell"] = "let (zero, step) = rnnCell 4 Tanh true (expandDims 1 x)\n    step zero x",
        ["gruCell"] = "let (zero, step) = gruCell 4 true (expandDims 1 x)\n    step zero x",
        ["lstmCell"] = "let (zero, step) = lstmCell 4 0 true (expandDims 1 x)\n    hiddenOf (step zero x)",
        ["vectorOf"] = "vectorOf 2 1 x (stack { axis = 1 } [x; x])",
        ["firstState"] = "firstState Zeros 1 0 x",
        ["recurrentLayers"] =
            "let (y, _) = recurrentLayers { layers = 2 } Zeros (rnnCell 4 Tanh false) (expandDims 1 x) ()\n    squeeze 1 y",
        ["lastStep"] = "x |> expandDims 1 |> lastStep",
        ["embedding"] = "x + embedding 4 4 { paddingIndex = 3 } (argMax x)",
        ["attended"] = "let (context, _) = attended All (ones [size x / 4; 1; 1]) (expandDims 1 x)\n    squeeze 1 context",
        ["queriesOf"] = "squeeze 1 (queriesOf x)",
        ["answersTo"] = "let (context, _) = answersTo x (expandDims 1 x, expandDims 1 x)\n    context",
        ["bahdanauAttention"] = "let (context, _) = bahdanauAttention 8 (expandDims 1 x) x\n    context",
        ["luongAttention"] = "let (context, _) = luongAttention { score = General } (expandDims 1 x) x\n    context",
        ["thinned"] = "thinned 0.5 x + thinned 0.0 x",
        ["groupedHeads"] = "x |> reshape [size x / 4; 2; 1; 2] |> groupedHeads 1 |> flatten",
        ["meanOfValues"] = "let x3 = expandDims 1 x\n    squeeze 1 (meanOfValues [ones [1; 1] > 0.0] NoMask 0.5 0.1 x3 x3 x3)",
        ["scaledDotProductAttention"] =
            "let x3 = expandDims 1 x\n    squeeze 1 (scaledDotProductAttention { causal = true; dropout = 0.1 } x3 x3 x3)",
        ["headsApart"] = "x |> expandDims 1 |> headsApart 2 |> flatten",
        ["headsTogether"] = "x |> reshape [size x / 4; 2; 1; 2] |> headsTogether |> squeeze 1",
        ["attendedHeads"] = "let x3 = expandDims 1 x\n    squeeze 1 (attendedHeads 2 2 NoPositions scaledDotProductAttention (x3, x3, x3))",
        ["multiHeadAttention"] = Steps("multiHeadAttention 2 { lengths = argMax x; useBias = false; dropout = 0.1 }"),
        ["groupedQueryAttention"] = Steps("groupedQueryAttention 2 1 { positions = rotary; memory = ones [size x / 4; 3; 4] }"),
        ["placeAngles"] = "x + placeAngles 10.0 1 4 x",
        ["learnedPositions"] = Steps("learnedPositions 3"),
        ["sinusoidalPositions"] = Steps("sinusoidalPositions { base = 100.0 }"),
        ["rotary"] = Steps("rotary { pairs = Neighbours }"),
        ["aroundNorm"] = Steps("aroundNorm Pre \"norm\" 0.1 (dense 4)"),
        ["feedForward"] = Steps("feedForward 8 gelu 0.1"),
        ["swiGlu"] = "swiGlu 8 x",
        ["transformerEncoderLayer"] = Steps("transformerEncoderLayer 2 8 { norm = Pre; activation = gelu }"),
        ["transformerDecoderLayer"] = Steps("transformerDecoderLayer 2 8 (ones [size x / 4; 3; 4])"),
        ["transformerEncoder"] = Steps("transformerEncoder 2 2 8 { causal = true; positions = rotary }"),
        ["transformerDecoder"] = Steps("transformerDecoder 2 2 8 { finalNorm = true } (ones [size x / 4; 3; 6])"),
        ["tiedEmbedding"] = "let (rowsOf, scoresOf) = tiedEmbedding 4 3\n    x + (argMax x |> rowsOf |> scoresOf)",
        ["uniform"] = Parameter("uniform -1.0 1.0"),
        ["normal"] = Parameter("normal 0.0 0.02"),
        ["uniformFanIn"] = Parameter("uniformFanIn 4"),
        ["fans"] = "let (inputs, _) = fans [4; 4]\n    inputs * x",
        ["xavierUniform"] = Parameter("xavierUniform"),
        ["xavierNormal"] = Parameter("xavierNormal { gain = 2.0 }"),
        ["kaimingDeviation"] = "kaimingDeviation 0.0 FanOut [4; 4] * x",
        ["kaimingUniform"] = Parameter("kaimingUniform"),
        ["kaimingNormal"] = Parameter("kaimingNormal { mode = FanOut }"),
    };

    /// <summary>Uses in a <c>train</c> record of a model f32[N, 4] → f32[N, 4].</summary>
    private static readonly Dictionary<string, string> Fields = new()
    {
        ["mse"] = "loss = mse",
        ["mae"] = "loss = mae",
        ["huber"] = "loss = huber { delta = 2.0 }",
        ["crossEntropy"] = "loss = crossEntropy",
        ["crossEntropyOneHot"] = "loss = crossEntropyOneHot",
        ["binaryCrossEntropy"] = "loss = binaryCrossEntropy",
        ["focal"] = "loss = focal { gamma = 1.0 }",
        ["klDivergence"] = "loss = klDivergence",
        ["hinge"] = "loss = hinge { margin = 0.5 }",
        ["cosineSimilarity"] = "loss = cosineSimilarity",
        ["contrastive"] = "loss = fun output label -> contrastive (output, label) (max { axis = -1 } label)",
        ["triplet"] = "loss = fun output () -> triplet { margin = 0.5 } (output, 2.0 * output, -output) ()",
        ["withDecay"] = "loss = mse; optimizer = sgd { weightDecay = 0.1 }",
        ["flushToZero"] = "loss = mse; optimizer = sgd { momentum = 0.9 }",
        ["movingAverage"] = "loss = mse; optimizer = adam",
        ["sgd"] = "loss = mse; optimizer = sgd { momentum = 0.9; nesterov = true }",
        ["adam"] = "loss = mse; optimizer = adam",
        ["adamW"] = "loss = mse; optimizer = adamW",
        ["rmsprop"] = "loss = mse; optimizer = rmsprop { momentum = 0.9; centered = true }",
        ["adagrad"] = "loss = mse; optimizer = adagrad",
        ["adamax"] = "loss = mse; optimizer = adamax",
        ["nadam"] = "loss = mse; optimizer = nadam",
        ["radam"] = "loss = mse; optimizer = radam",
        ["adadelta"] = "loss = mse; optimizer = adadelta",
        ["lion"] = "loss = mse; optimizer = lion",
        ["lamb"] = "loss = mse; optimizer = lamb",
        ["clipByGlobalNorm"] = "loss = mse; clip = clipByGlobalNorm 1.0",
        ["clipByValue"] = "loss = mse; clip = clipByValue 0.5",
        ["constantRate"] = "loss = mse; schedule = constantRate 0.1",
        ["stepDecay"] = "loss = mse; schedule = stepDecay 0.1",
        ["exponentialDecay"] = "loss = mse; schedule = exponentialDecay 0.1",
        ["cosine"] = "loss = mse; schedule = cosine",
        ["accuracy"] = "loss = crossEntropy; metrics = [accuracy]",
        ["binaryAccuracy"] = "loss = binaryCrossEntropy; metrics = [binaryAccuracy]",
        ["meanAbsoluteError"] = "loss = mse; metrics = [meanAbsoluteError]",
        ["r2"] = "loss = mse; metrics = [r2]",
        ["trainDefaults"] = "loss = mse",
    };

    public static TheoryData<string> Definitions =>
        [.. PreludeFiles.Units.SelectMany(u => u.Declarations).Select(NameOf).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Files => [.. PreludeFiles.Sources.Select(s => s.Path)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_file_parses(string path)
    {
        var diagnostics = new DiagnosticBag();
        Parser.Parse(PreludeFiles.Sources.Single(s => s.Path == path), diagnostics);
        Assert.Empty(diagnostics.All);
    }

    [Theory]
    [MemberData(nameof(Definitions))]
    public void Every_definition_elaborates(string name)
    {
        var body = Expressions.GetValueOrDefault(name, "dense 4 x");
        var train = Fields.TryGetValue(name, out var fields) ? $"\ntrain M = {{ {fields} }}\n" : "";
        Assert.True(Expressions.ContainsKey(name) || train.Length > 0, $"there is no use of `{name}` in this test");
        Programs.Model($"model M (x: f32[N, 4]) : f32[N, 4] =\n    {body}\n{train}");
    }

    [Fact]
    public void Every_definition_is_documented() => Assert.Empty(
        PreludeFiles.Units.SelectMany(u => u.Declarations).Where(d => d.Documentation is null).Select(NameOf));

    [Fact]
    public void No_name_serves_two_things() => Assert.Empty(
        PreludeFiles.Units.SelectMany(u => u.Declarations).Select(NameOf)
            .Concat(Compiler.Semantics.Builtins.BuiltinRegistry.All.Select(b => b.Name))
            .GroupBy(name => name).Where(g => g.Count() > 1).Select(g => g.Key));

    private static string Steps(string layer) => $"x |> expandDims 1 |> {layer} |> squeeze 1";

    private static string Parameter(string initialiser) =>
        $"""
        param w : f32[4, 4] = {initialiser}
            x @ w
        """;

    private static string NameOf(Declaration declaration) => declaration switch
    {
        LetDeclaration { Target: NamePattern target } => target.Name,
        OptimizerDeclaration optimizer => optimizer.Name.Text,
        _ => declaration.Span.Text,
    };
}
