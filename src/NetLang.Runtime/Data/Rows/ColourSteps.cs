namespace NetLang.Runtime.Data.Rows;

/// <summary>Multiplies an image by a number around 1.</summary>
internal sealed class BrightnessStep(int transform, int[] rowShape, double amount) : RandomStep(transform, rowShape)
{
    public override void Apply(ReadOnlySpan<float> source, Span<float> result, ref RowRandom random)
    {
        var factor = (float)random.Between(1 - amount, 1 + amount);
        for (var index = 0; index < source.Length; index++)
            result[index] = source[index] * factor;
    }
}

/// <summary>Multiplies the distance of an image's values from their mean by a number around 1.</summary>
internal sealed class ContrastStep(int transform, int[] rowShape, double amount) : RandomStep(transform, rowShape)
{
    public override void Apply(ReadOnlySpan<float> source, Span<float> result, ref RowRandom random)
    {
        var factor = (float)random.Between(1 - amount, 1 + amount);
        double sum = 0;
        foreach (var value in source)
            sum += value;
        var mean = (float)(sum / source.Length);
        for (var index = 0; index < source.Length; index++)
            result[index] = mean + ((source[index] - mean) * factor);
    }
}
