using NetLang.Runtime;
using NetLang.Runtime.Data;
using NetLang.Testing;
using Xunit;

namespace NetLang.Parity.Tests.Backends;

/// <summary>What a program requires of its symbols is checked before it runs.</summary>
public sealed class RequirementTests
{
    [Fact]
    public void Inputs_of_other_dimensions_are_refused()
    {
        var model = CompiledModel.Create("""
            model Pairs (x: f32[N, T]) : f32[N, T / 2] =
                require (T % 2 = 0) "T = {T} must be even"
                sum { axis = -1 } (reshape [N; T / 2; 2] x)
            """);
        var sums = model.Predict(Dataset.FromArrays([1f, 2f, 3f, 4f], count: 1));
        Assert.Equal([3f, 7f], sums.Columns[0].ToArray<float>());
        var error = Assert.Throws<NetLangException>(() => model.Predict(Dataset.FromArrays([1f, 2f, 3f], count: 1)));
        Assert.Equal(ExecutionErrors.RequirementNotMet, error.Error);
        Assert.Contains("Pairs cannot run with N = 1, T = 3: T = T must be even", error.Message);
    }

    [Fact]
    public void A_symbol_is_found_from_an_expression_of_it()
    {
        dynamic model = CompiledModel.Create("model Odd (x: f32[2 * H + 1, 2]) : f32[H, 2] = x[..H - 1] + x[H..2 * H - 1]");
        Assert.Equal([5f, 8f], (float[])model.Predict(new float[] { 1f, 3f, 4f, 5f, 9f, 9f }));
        Exception error = Assert.Throws<ArgumentException>(() => (object)model.Predict(new float[] { 1f, 3f, 4f, 5f }));
        Assert.Contains("is f32[2 * H + 1, 2], which for no H has the 4 elements", error.Message);
    }

    [Fact]
    public void An_axis_that_is_indexed_is_not_empty()
    {
        dynamic model = CompiledModel.Create("model Last (x: f32[N, T]) : f32[T] = x[-1]");
        Assert.Equal([3f, 4f], (float[])model.Predict(new float[] { 1f, 2f, 3f, 4f }, 2L));
        Exception error = Assert.Throws<NetLangException>(() => (object)model.Predict(Array.Empty<float>(), 2L));
        Assert.Contains("axis 0 of f32[N, T] is indexed, so it must not be empty", error.Message);
    }
}
