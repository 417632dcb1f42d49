using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Prelude;

/// <summary>Options that compute nothing of sense are refused where the user wrote them, as PyTorch refuses them.</summary>
public class OptionRangeTests
{
    [Theory]
    [InlineData("sgd { momentum = -0.1 }", "momentum, -0.1, must be at least 0")]
    [InlineData("sgd { weightDecay = -1e-3 }", "weightDecay, -0.001, must be at least 0")]
    [InlineData("sgd { nesterov = true }", "nesterov needs a momentum above 0 and no dampening, not 0.0 and 0.0")]
    [InlineData("sgd { nesterov = true; momentum = 0.9; dampening = 0.1 }", "nesterov needs a momentum above 0 and no dampening, not 0.9 and 0.1")]
    [InlineData("adam { beta1 = 1.0 }", "beta1, 1.0, must be at least 0 and less than 1")]
    [InlineData("adam { beta2 = -0.5 }", "beta2, -0.5, must be at least 0 and less than 1")]
    [InlineData("adam { eps = -1e-8 }", "eps, -1E-08, must be at least 0")]
    [InlineData("adamW { weightDecay = -0.01 }", "weightDecay, -0.01, must be at least 0")]
    [InlineData("adamax { beta1 = 2 }", "beta1, 2, must be at least 0 and less than 1")]
    [InlineData("nadam { momentumDecay = -1.0 }", "momentumDecay, -1.0, must be at least 0")]
    [InlineData("radam { beta2 = 1.0 }", "beta2, 1.0, must be at least 0 and less than 1")]
    [InlineData("rmsprop { alpha = 1.5 }", "alpha, 1.5, must be at least 0 and less than 1")]
    [InlineData("adagrad { initialAccumulator = -1.0 }", "initialAccumulator, -1.0, must be at least 0")]
    [InlineData("adagrad { rateDecay = -1.0 }", "rateDecay, -1.0, must be at least 0")]
    [InlineData("adadelta { rho = 1.1 }", "rho, 1.1, must be at least 0 and less than 1")]
    [InlineData("lion { beta1 = 1.0 }", "beta1, 1.0, must be at least 0 and less than 1")]
    [InlineData("lamb { eps = -1.0 }", "eps, -1.0, must be at least 0")]
    public void Of_an_optimizer(string optimizer, string message) =>
        AssertRefused($"optimizer = {optimizer}; loss = mse", optimizer, message);

    [Theory]
    [InlineData("crossEntropy { labelSmoothing = 1.5 }", "labelSmoothing, 1.5, must be at least 0 and at most 1")]
    [InlineData("crossEntropyOneHot { labelSmoothing = -0.1 }", "labelSmoothing, -0.1, must be at least 0 and at most 1")]
    public void Of_a_loss(string loss, string message) => AssertRefused($"loss = {loss}", loss, message);

    [Theory]
    [InlineData("constantRate -0.1", "the learning rate must be at least 0, and it is the number -0.1")]
    [InlineData("fun _ _ -> -1", "the learning rate must be at least 0, and it is the number -1")]
    public void Of_a_schedule(string schedule, string message) =>
        AssertRefused($"loss = mse; schedule = {schedule}", schedule, message);

    [Theory]
    [InlineData("dense 0", "dense", "a layer of 0 units gives nothing: `dense` takes at least 1")]
    [InlineData("dropout 1.0", "dropout", "the rate of dropout, 1.0, must be at least 0 and less than 1")]
    [InlineData("dropout -0.1", "dropout", "the rate of dropout, -0.1, must be at least 0 and less than 1")]
    [InlineData("dropout2d 1.0", "dropout2d", "the rate of dropout, 1.0, must be at least 0 and less than 1")]
    [InlineData("layerNorm { axes = 3 }", "layerNorm", "layerNorm takes as many of the last axes as its input has, 1 to 2, not 3")]
    [InlineData("layerNorm { axes = 0 }", "layerNorm", "layerNorm takes as many of the last axes as its input has, 1 to 2, not 0")]
    [InlineData("layerNorm { eps = -1.0 }", "layerNorm", "eps, -1.0, must be at least 0")]
    [InlineData("rmsNorm { eps = -1.0 }", "rmsNorm", "eps, -1.0, must be at least 0")]
    [InlineData("batchNorm { eps = -1.0 }", "batchNorm", "eps, -1.0, must be at least 0")]
    [InlineData("batchNorm { momentum = 1.1 }", "batchNorm", "momentum, 1.1, must be at least 0 and at most 1")]
    [InlineData("expandDims 1 |> conv1d 0 3 |> flatten", "conv1d", "a convolution to 0 channels gives nothing: it takes at least 1")]
    [InlineData("expandDims 1 |> conv1d 2 3 { groups = 0 } |> flatten", "conv1d", "a convolution has at least 1 group, not 0")]
    [InlineData("expandDims 1 |> conv1d 2 3 { padding = -1 } |> flatten", "conv1d", "padding, -1, must be at least 0")]
    [InlineData("expandDims 1 |> conv1d Many 3 |> flatten", "conv1d", "the channels of a convolution are a whole number, not Many")]
    [InlineData("expandDims 1 |> conv1d 2 3 { groups = All } |> flatten", "conv1d", "the groups of a convolution are a whole number, not All")]
    [InlineData("expandDims 1 |> conv1d 2 Large |> flatten", "conv1d", "size is a whole number from 1, not Large")]
    [InlineData("expandDims 1 |> conv1d 2 0 |> flatten", "conv1d", "size, 0, must be at least 1")]
    [InlineData("expandDims 1 |> conv1d 2 3 { stride = 0 } |> flatten", "conv1d", "stride, 0, must be at least 1")]
    [InlineData("expandDims 1 |> conv1d 2 3 { dilation = 0.5 } |> flatten", "conv1d", "dilation is a whole number from 1, not 0.5")]
    [InlineData("expandDims 1 |> conv1d 2 3 { padding = (1, -1) } |> flatten", "conv1d", "padding, -1, must be at least 0")]
    [InlineData("expandDims 1 |> conv1d 2 3 { padding = Full } |> flatten", "conv1d", "padding is Valid, Same, a whole number or a pair, not Full")]
    [InlineData("expandDims 1 |> expandDims 1 |> conv2d 2 1 { padding = (1, Full) } |> flatten", "conv2d", "padding is Valid, Same, a whole number or a pair, not Full")]
    [InlineData("expandDims 1 |> expandDims 1 |> convTranspose2d 1 2 { padding = Full } |> flatten", "convTranspose2d", "padding is a whole number from 0, not Full")]
    [InlineData("expandDims 1 |> expandDims 1 |> convTranspose2d 1 2 { outputPadding = 1 } |> flatten", "convTranspose2d", "an outputPadding of 1: it must be less than the stride, 1, or the dilation, 1")]
    [InlineData("expandDims 1 |> maxPool1d 2 { padding = Same } |> flatten", "maxPool1d", "padding is a whole number from 0, not Same")]
    [InlineData("expandDims 1 |> maxPool1d 2 { stride = Side } |> flatten", "maxPool1d", "stride is a whole number from 1, not Side")]
    [InlineData("expandDims 1 |> expandDims 1 |> maxPool2d 2 { padding = Full } |> flatten", "maxPool2d", "padding is a whole number from 0, not Full")]
    [InlineData("expandDims 1 |> expandDims 1 |> avgPool2d 2 { padding = Full } |> flatten", "avgPool2d", "padding is a whole number from 0, not Full")]
    [InlineData("expandDims 1 |> expandDims 1 |> reflectPad2d Full |> flatten", "reflectPad2d", "padding is a whole number from 0, not Full")]
    [InlineData("expandDims 1 |> expandDims 1 |> upsample2d 0 |> flatten", "upsample2d", "factor, 0, must be at least 1")]
    [InlineData("expandDims 1 |> expandDims 1 |> adaptiveAvgPool2d 0 |> flatten", "adaptiveAvgPool2d", "size, 0, must be at least 1")]
    [InlineData("groupNorm 0", "groupNorm", "groupNorm takes at least 1 group, not 0")]
    [InlineData("groupNorm 3", "groupNorm", "4 channels cannot be divided into 3 groups of the same size")]
    [InlineData("instanceNorm", "instanceNorm", "instanceNorm needs more than one value in each channel of an example, and there is 1")]
    [InlineData("expandDims 1 |> lstm 4 { dropout = 0.5 } |> lastStep", "lstm", "dropout acts between layers, and there is one: leave `dropout` out, or give `layers`")]
    [InlineData("expandDims 1 |> lstm 4 { layers = 2; dropout = 1.0 } |> lastStep", "lstm", "the rate of dropout, 1.0, must be at least 0 and less than 1")]
    [InlineData("expandDims 1 |> lstm 4 { projection = 4 } |> lastStep", "lstm", "a projection makes h shorter: 4 must be less than hidden, 4")]
    [InlineData("expandDims 1 |> lstm 4 { projection = -1 } |> lastStep", "lstm", "projection, -1, must be at least 0")]
    [InlineData("expandDims 1 |> gru 0 |> lastStep", "gru", "hidden, 0, must be at least 1")]
    [InlineData("expandDims 1 |> gru 4 { layers = 0 } |> lastStep", "gru", "a recurrent network has at least 1 layer, not 0")]
    [InlineData("expandDims 1 |> gru 4 { layers = 2.0 } |> lastStep", "gru", "the layers of a recurrent network are a whole number, not 2.0")]
    [InlineData("expandDims 1 |> rnn 4 { nonlinearity = Sigmoid } |> lastStep", "rnn", "no case of this `match` fits the case `Sigmoid`")]
    [InlineData("expandDims 1 |> rnnFrom (zeros [2; 1; 4]) 4 { layers = 2 } |> fun (y, _) -> lastStep y", "rnnFrom", "the first state, [b, 1, 4], has 1 vectors an example, and there is one for each direction of each layer: 2")]
    [InlineData("expandDims 1 |> gruFrom (zeros [2; 1; 3]) 4 |> fun (y, _) -> lastStep y", "gruFrom", "the first state, [b, 1, 3], has vectors of 3 numbers, and those of the layer have 4")]
    [InlineData("expandDims 1 |> gruFrom (zeros [2; 1; 4], zeros [2; 1; 4]) 4 |> fun (y, _) -> lastStep y", "gruFrom", "the first state of this layer is one tensor, h, or Zeros, and not a pair")]
    [InlineData("expandDims 1 |> lstmFrom (zeros [2; 1; 4]) 4 |> fun (y, _) -> lastStep y", "lstmFrom", "the first state of an LSTM is a pair, (h, c), or Zeros")]
    [InlineData("argMax |> embedding 0 2", "embedding", "an embedding has a vocabulary of at least 1, not 0")]
    [InlineData("argMax |> embedding 4 0", "embedding", "an embedding gives at least 1 number for each index, not 0")]
    [InlineData("argMax |> embedding 4 2 { paddingIndex = 4 }", "embedding", "a paddingIndex of 4 names none of 4 rows: they are 0 to vocabulary - 1")]
    [InlineData("argMax |> embedding 4 2 { paddingIndex = Zero }", "embedding", "paddingIndex is a whole number, or NoPadding, not Zero")]
    [InlineData("bahdanauAttention 0 (zeros [2; 3; 4]) |> fun (c, _) -> c", "bahdanauAttention", "bahdanauAttention compares in at least 1 unit, not 0")]
    [InlineData("luongAttention (zeros [2; 3; 5]) |> fun (c, _) -> c", "luongAttention", "a query of 4 numbers has no product with states of 5: give them one size, or `score = General`")]
    public void Of_a_layer(string layer, string place, string message)
    {
        var error = Assert.Single(Programs.Analyze($"model M (x: f32[2, 4]) : f32[2, 3] = x |> {layer} |> dense 3").Diagnostics.All);
        Assert.Equal((message, place), (error.Message, error.Span!.Value.Text.Split(' ')[0]));
    }

    /// <summary>What only the host or the model knows is no option that can be refused.</summary>
    [Theory]
    [InlineData("loss = mse; schedule = fun step total -> cosine { warmup = 0.1 * total } step total")]
    [InlineData("loss = mse; schedule = fun step total -> exponentialDecay { factor = 0.01 ** (1.0 / total) } 0.1 step total")]
    [InlineData("loss = fun output target -> huber { delta = mean (abs (output - target)) } output target")]
    public void Others_may_be_computed(string fields) => Assert.Empty(Programs.Analyze(
        $"model M (x: f32[N, 4]) : f32[N, 3] = dense 3 x\ntrain M = {{ {fields} }}").Diagnostics.All);

    private static void AssertRefused(string fields, string place, string message)
    {
        var text = $"model M (x: f32[N, 4]) : f32[N, 3] = dense 3 x\ntrain M = {{ {fields} }}";
        var error = Assert.Single(Programs.Analyze(text).Diagnostics.All);
        Assert.Equal((message, place), (error.Message, error.Span!.Value.Text));
    }
}
