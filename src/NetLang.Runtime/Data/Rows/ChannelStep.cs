namespace NetLang.Runtime.Data.Rows;

/// <summary>
/// The same function for all elements of a channel, computed in f64 and rounded once. A channel is a run of equally many
/// elements; it may be a whole row, or one element.
/// </summary>
internal abstract class ChannelStep(int[] rowShape, int channels) : FixedStep(rowShape)
{
    public int Channels { get; } = channels;

    public abstract float At(float value, int channel);
}

/// <summary>Multiplies by a number.</summary>
internal sealed class ScaleStep(int[] rowShape, double factor) : ChannelStep(rowShape, 1)
{
    public override float At(float value, int channel) => (float)(value * factor);

    public override void Apply(ReadOnlySpan<float> source, Span<float> result)
    {
        for (var index = 0; index < source.Length; index++)
            result[index] = (float)(source[index] * factor);
    }
}

/// <summary>Subtracts the mean of each channel and divides by its deviation.</summary>
internal sealed class NormalizeStep(int[] rowShape, FeatureStatistics statistics) : ChannelStep(rowShape, statistics.Mean.Length)
{
    public override float At(float value, int channel) =>
        (float)((value - statistics.Mean[channel]) / statistics.Deviation[channel]);

    public override void Apply(ReadOnlySpan<float> source, Span<float> result)
    {
        var length = source.Length / Channels;
        for (var channel = 0; channel < Channels; channel++)
        {
            var (mean, deviation) = (statistics.Mean[channel], statistics.Deviation[channel]);
            var end = (channel + 1) * length;
            for (var index = channel * length; index < end; index++)
                result[index] = (float)((source[index] - mean) / deviation);
        }
    }
}
