using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Prelude;

/// <summary>Bounds and deviations of 20,000 initial weights of a layer with 100 inputs and 200 outputs.</summary>
public class InitialiserTests
{
    [Theory]
    [InlineData("uniform 2.0 4.0", 3, 0.57735)]
    [InlineData("normal 1.0 0.5", 1, 0.5)]
    [InlineData("uniformFanIn 100", 0, 0.057735)]
    [InlineData("xavierUniform", 0, 0.081650)]
    [InlineData("xavierNormal { gain = 2.0 }", 0, 0.163299)]
    [InlineData("kaimingUniform", 0, 0.141421)]
    [InlineData("kaimingNormal { mode = FanOut }", 0, 0.1)]
    [InlineData("kaimingNormal { slope = 1.0 }", 0, 0.1)]
    public void Mean_and_deviation(string initialiser, double mean, double deviation)
    {
        var model = new ReferenceModel(Programs.Model($$"""
            model M (x: f32[N, 100]) : f32[N, 200] =
                param weight : f32[200, 100] = {{initialiser}}
                x @ transpose weight
            """));
        var weights = model.Variables["weight"].Values;
        var found = weights.Average();
        Assert.Equal(mean, found, 5 * deviation / Math.Sqrt(weights.Length));
        Assert.Equal(deviation, Math.Sqrt(weights.Average(w => (w - found) * (w - found))), 0.02 * deviation);
    }
}
