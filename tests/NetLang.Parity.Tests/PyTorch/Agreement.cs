using System.Globalization;
using NetLang.Runtime;
using NetLang.Runtime.Data;
using Xunit;

namespace NetLang.Parity.Tests.PyTorch;

/// <summary>How far our figures may be from PyTorch's: |a − b| ≤ ε (1 + |b|).</summary>
internal static class Agreement
{
    public static void Check(IReadOnlyList<double> ours, IReadOnlyList<double> theirs, double tolerance)
    {
        Assert.Equal(theirs.Count, ours.Count);
        for (var i = 0; i < ours.Count; i++)
        {
            var distance = Math.Abs(ours[i] - theirs[i]);
            Assert.True(
                distance <= tolerance * (1 + Math.Abs(theirs[i])),
                string.Create(CultureInfo.InvariantCulture, $"element {i}: {ours[i]:R}, but PyTorch has {theirs[i]:R}"));
        }
    }

    /// <summary>A column in the element type under test: <c>f32</c> or <c>f64</c>.</summary>
    public static DataColumn Column(string name, double[] values, string type, params int[] row) => type == "f64"
        ? DataColumn.Create(name, values, row)
        : DataColumn.Create(name, Array.ConvertAll(values, v => (float)v), row);

    public static double[] Values(this ParameterTensor parameter) => parameter.Type == ElementType.F64
        ? parameter.ToArray<double>()
        : Array.ConvertAll(parameter.ToArray<float>(), v => (double)v);

    public static void Set(this ParameterTensor parameter, double[] values)
    {
        if (parameter.Type == ElementType.F64)
            parameter.CopyFrom(values);
        else
            parameter.CopyFrom(Array.ConvertAll(values, v => (float)v));
    }

    /// <summary>The n×n identity: a product with it hands the rows of a parameter on, exactly.</summary>
    public static double[] Identity(int n) =>
        [.. Enumerable.Range(0, n * n).Select(i => i / n == i % n ? 1.0 : 0.0)];
}
