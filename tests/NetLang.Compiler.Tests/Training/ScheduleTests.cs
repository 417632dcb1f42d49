using NetLang.Compiler.IR;
using NetLang.Runtime;
using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Training;

public class ScheduleTests
{
    [Theory]
    [InlineData("constantRate 0.5", 0.5, 0.5, 0.5, 0.5)]
    [InlineData("stepDecay { every = 2 } 1.0", 1.0, 1.0, 0.1, 0.1)]
    [InlineData("exponentialDecay { factor = 0.5 } 2.0", 2.0, 1.0, 0.5, 0.25)]
    [InlineData("cosine { peak = 4.0 }", 4.0, 3.41421356237309505, 2.0, 0.58578643762690495)]
    [InlineData("cosine { peak = 4.0; warmup = 2; final = 1.0 }", 2.0, 4.0, 4.0, 2.5)]
    [InlineData("fun step total -> step / total", 0.25, 0.5, 0.75, 1.0)]
    public void Rates_of_four_steps(string schedule, params double[] expected)
    {
        var model = new ReferenceModel(Programs.Model($$"""
            model M (x: f32[N, 1]) : f32[N, 1] =
                param w : f32[] = ones
                w * x

            train M = { loss = mse; schedule = {{schedule}} }
            """));
        var batch = new TensorValue(ElementType.F32, [1, 1], [1]);
        var rates = expected.Select(_ => model.Train(4, ("x", batch), ("target", batch)).Rate).ToArray();
        Assert.Equal(expected, rates, (a, b) => Math.Abs(a - b) < 1e-12);
    }
}
