namespace NetLang.Runtime.Data.Rows;

/// <summary>Mirrors some images: left and right exchanged, or top and bottom.</summary>
internal sealed class FlipStep(int transform, int[] rowShape, ImageShape image, bool isHorizontal, double probability)
    : RandomStep(transform, rowShape)
{
    public override void Apply(ReadOnlySpan<float> source, Span<float> result, ref RowRandom random)
    {
        if (random.Uniform() >= probability)
        {
            source.CopyTo(result);
            return;
        }

        for (var line = 0; line < image.Channels * image.Height; line++)
        {
            var (channel, y) = Math.DivRem(line, image.Height);
            var from = isHorizontal ? line : (channel * image.Height) + image.Height - 1 - y;
            var made = result.Slice(line * image.Width, image.Width);
            source.Slice(from * image.Width, image.Width).CopyTo(made);
            if (isHorizontal)
                made.Reverse();
        }
    }
}
