using NetLang.Compiler.IR;
using Xunit;

namespace NetLang.Testing;

/// <summary>Compares tensors up to rounding; NaN and infinities must be the same.</summary>
public static class Close
{
    /// <param name="tolerance">Relative to the larger of 1 and the expected value.</param>
    public static void Equal(TensorValue expected, TensorValue actual, double tolerance, string what)
    {
        Assert.Equal(expected.Element, actual.Element);
        Assert.Equal(expected.Shape, actual.Shape);
        for (var i = 0; i < expected.Values.Length; i++)
        {
            var (e, a) = (expected.Values[i], actual.Values[i]);
            var close = e.Equals(a) || Math.Abs(e - a) <= tolerance * Math.Max(1, Math.Abs(e));
            Assert.True(close, $"{what}, element {i}: {e} expected, {a} came");
        }
    }

    public static void Equal(GraphValues expected, GraphValues actual, double tolerance)
    {
        Assert.Equal(expected.Outputs.Keys.Order(), actual.Outputs.Keys.Order());
        Assert.Equal(expected.Updates.Keys.Order(), actual.Updates.Keys.Order());
        foreach (var (name, value) in expected.Outputs)
            Equal(value, actual.Outputs[name], tolerance, $"output '{name}'");
        foreach (var (name, value) in expected.Updates)
            Equal(value, actual.Updates[name], tolerance, $"update of '{name}'");
    }
}
