using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Training;

/// <summary>Every mistake in a <c>train</c> declaration has its own code, and only that is reported.</summary>
public class TrainErrorTests
{
    [Theory]
    [InlineData("NL4001", "train Other = { loss = mse }")]
    [InlineData("NL4002", "train M = { loss = mse }\ntrain M = { loss = mae }")]
    [InlineData("NL4003", "train M = mse")]
    [InlineData("NL4004", "train M = { loss = mse; rate = 0.1 }")]
    [InlineData("NL4005", "train M = { epochs = 3 }")]
    [InlineData("NL4006", "train M = { loss = 3 }")]
    [InlineData("NL4006", "train M = { loss = mse; optimizer = 0.1 }")]
    [InlineData("NL4006", "train M = { loss = mse; optimizer = relu }")]
    [InlineData("NL4006", "train M = { loss = mse; metrics = accuracy }")]
    [InlineData("NL4006", "train M = { loss = mse; data = \"x.csv\" }")]
    [InlineData("NL4006", "train M = { loss = mse; data = csv \"x.csv\" |> split 0.5 }")]
    [InlineData("NL4006", "train M = { loss = mse; epochs = 2.5 }")]
    [InlineData("NL4007", "train M = { loss = mse; batch = 0 }")]
    [InlineData("NL4007", "train M = { loss = mse; epochs = -1 }")]
    [InlineData("NL4007", "train M = { loss = mse; seed = -1 }")]
    [InlineData("NL4008", "train M = { loss = fun output -> mean output }")]
    [InlineData("NL4008", "train M = { loss = fun output target weight -> mean output }")]
    [InlineData("NL4008", "train M = { loss = fun output (x: i32[N]) -> mean output }")]
    [InlineData("NL4008", "train M = { loss = fun output (y: f32[N, T]) -> mean output }")]
    [InlineData("NL4009", "train M = { loss = fun output target -> output - target }")]
    [InlineData("NL4009", "train M = { loss = fun output target -> 1.0 }")]
    [InlineData("NL4009", "train M = { loss = fun output target -> sum (argMax output) }")]
    [InlineData("NL4010", "train M = { loss = fun output (y: f32[3]) -> mean output }")]
    [InlineData("NL4012", "train M = { loss = mse; schedule = fun step total -> \"fast\" }")]
    [InlineData("NL4006", "train M = { loss = mse; schedule = fun step -> 0.1 / step }")]
    [InlineData("NL4006", "train M = { loss = mse; clip = fun first second -> first }")]
    [InlineData("NL4013", "optimizer lazy (w, g, rate, step) = w - g\ntrain M = { loss = mse; optimizer = lazy }")]
    [InlineData("NL4013", "optimizer short (w, g) =\n    w <- w - g\ntrain M = { loss = mse; optimizer = short }")]
    [InlineData("NL4014", "train M = { loss = mse; metrics = [fun output target -> output] }")]
    [InlineData("NL4014", "train M = { loss = mse; metrics = [relu] }")]
    [InlineData("NL4014", "train M = { loss = mse; metrics = [3] }")]
    [InlineData("NL4015", "train M = { loss = mse; clip = fun gradients -> [] }")]
    [InlineData("NL4020", "train M = { loss = mse; data = rows [[1.0]; [2.0]] [[1.0]] }")]
    [InlineData("NL4020", "train M = { loss = mse; data = rows [[1.0]; [2.0; 3.0]] [[1.0]; [1.0]] }")]
    [InlineData("NL4020", "train M = { loss = mse; data = csv \"x.csv\" |> oneHot 1 }")]
    [InlineData("NL4020", "train M = { loss = mse; data = csv \"x.csv\" |> on \"y\" (split 0.5) }")]
    [InlineData("NL2003", "train M = { loss = mse; data = csv 3 }")]
    [InlineData("NL2004", "train M = { loss = mse; optimizer = sgd { momentun = 0.9 } }")]
    [InlineData("NL2101", "optimizer two (w, g, rate, step) =\n    state m = zeros\n    state m = zeros\n    w <- w - g\ntrain M = { loss = mse; optimizer = two }")]
    public void A_mistake_is_reported_with_its_code(string code, string text)
    {
        var (_, diagnostics) = Programs.Analyze("model M (x: f32[N, 2]) : f32[N, 3] = dense 3 x\n" + text);
        Assert.Equal([code], diagnostics.All.Select(d => d.Code));
    }

    [Theory]
    [InlineData("NL4010", "model M (x: f32[3]) : f32[2] = dense 2 x\ntrain M = { loss = mse }")]
    [InlineData("NL4011", "model M (x: f32[N]) : f32[N] = 2.0 * x\ntrain M = { loss = mse }")]
    public void A_model_that_cannot_be_trained_is_reported(string code, string text) =>
        Assert.Equal([code], Programs.Analyze(text).Diagnostics.All.Select(d => d.Code));
}
