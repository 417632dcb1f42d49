namespace NetLang.Runtime.Data.Rows;

/// <summary>
/// Fills a square whose middle is any pixel of the image, and which may reach over its border: T. DeVries, G. W. Taylor,
/// Improved regularization of convolutional neural networks with cutout, 2017.
/// </summary>
internal sealed class CutoutStep(int transform, int[] rowShape, ImageShape image, int size, float fill)
    : RandomStep(transform, rowShape)
{
    public override void Apply(ReadOnlySpan<float> source, Span<float> result, ref RowRandom random)
    {
        source.CopyTo(result);
        var (top, left) = (random.Below(image.Height) - (size / 2), random.Below(image.Width) - (size / 2));
        var (firstX, lastX) = (Math.Max(0, left), Math.Min(image.Width, left + size));
        for (var channel = 0; channel < image.Channels; channel++)
        {
            for (var y = Math.Max(0, top); y < Math.Min(image.Height, top + size); y++)
                result.Slice((((channel * image.Height) + y) * image.Width) + firstX, lastX - firstX).Fill(fill);
        }
    }
}
