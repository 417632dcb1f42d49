namespace NetLang.Runtime.Data;

/// <summary>Mean and standard deviation (of the population) of each channel of a column's rows.</summary>
internal sealed record FeatureStatistics(double[] Mean, double[] Deviation)
{
    /// <param name="channels">Runs of equally many elements of a row; as many as it has for each by itself.</param>
    public static FeatureStatistics Of(DataColumn column, int channels)
    {
        // Two passes: sums of squares would cancel where the mean is large.
        var rows = new RowsInDoubles(column);
        var length = column.RowLength / channels;
        var count = (double)column.Count * length;
        var mean = new double[channels];
        for (var row = 0; row < column.Count; row++)
        {
            var values = rows[row];
            for (var channel = 0; channel < channels; channel++)
            {
                foreach (var value in values.Slice(channel * length, length))
                    mean[channel] += value;
            }
        }

        for (var channel = 0; channel < channels; channel++)
            mean[channel] /= count;

        var deviation = new double[channels];
        for (var row = 0; row < column.Count; row++)
        {
            var values = rows[row];
            for (var channel = 0; channel < channels; channel++)
            {
                foreach (var value in values.Slice(channel * length, length))
                    deviation[channel] += (value - mean[channel]) * (value - mean[channel]);
            }
        }

        for (var channel = 0; channel < channels; channel++)
        {
            deviation[channel] = Math.Sqrt(deviation[channel] / count);
            // A constant feature carries nothing: it becomes 0, not 0/0.
            if (deviation[channel] == 0)
                deviation[channel] = 1;
        }

        return new(mean, deviation);
    }
}
