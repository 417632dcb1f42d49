using System.Numerics;

namespace NetLang.Runtime.Data;

/// <summary>Mean and standard deviation (of the population) of each element of a column's rows.</summary>
internal sealed record FeatureStatistics(double[] Mean, double[] Deviation)
{
    public static FeatureStatistics Of<T>(T[] values, int rowLength)
        where T : INumber<T>
    {
        // Two passes: sums of squares would cancel where the mean is large.
        var count = values.Length / rowLength;
        var mean = new double[rowLength];
        for (var index = 0; index < values.Length;)
        {
            for (var feature = 0; feature < rowLength; feature++, index++)
                mean[feature] += double.CreateTruncating(values[index]);
        }

        for (var feature = 0; feature < rowLength; feature++)
            mean[feature] /= count;

        var deviation = new double[rowLength];
        for (var index = 0; index < values.Length;)
        {
            for (var feature = 0; feature < rowLength; feature++, index++)
            {
                var difference = double.CreateTruncating(values[index]) - mean[feature];
                deviation[feature] += difference * difference;
            }
        }

        for (var feature = 0; feature < rowLength; feature++)
        {
            deviation[feature] = Math.Sqrt(deviation[feature] / count);
            // A constant feature carries nothing: it becomes 0, not 0/0.
            if (deviation[feature] == 0)
                deviation[feature] = 1;
        }

        return new(mean, deviation);
    }
}
