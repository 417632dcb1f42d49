namespace NetLang.Runtime.Data.Rows;

/// <summary>A part of an image that may reach over its borders, where it is filled.</summary>
internal readonly record struct ImageWindow(ImageShape Image, int Height, int Width, float Fill)
{
    /// <param name="top">The row of the image at which the window begins; may be negative.</param>
    public void Copy(ReadOnlySpan<float> source, Span<float> result, int top, int left)
    {
        result.Fill(Fill);
        var (first, last) = (Math.Max(0, -left), Math.Min(Width, Image.Width - left));
        if (first >= last)
            return;
        for (var channel = 0; channel < Image.Channels; channel++)
        {
            for (var y = Math.Max(0, -top); y < Math.Min(Height, Image.Height - top); y++)
            {
                var from = (((channel * Image.Height) + top + y) * Image.Width) + left + first;
                source.Slice(from, last - first).CopyTo(result[((((channel * Height) + y) * Width) + first)..]);
            }
        }
    }
}

/// <summary>A part of an image, somewhere in it with what is filled around it.</summary>
internal sealed class CropStep(int transform, int[] rowShape, ImageWindow window, int padding) : RandomStep(transform, rowShape)
{
    // By how much the window can be moved.
    private readonly int spaceY = window.Image.Height + (2 * padding) - window.Height;
    private readonly int spaceX = window.Image.Width + (2 * padding) - window.Width;

    public override FixedStep HeldOut { get; } = new CentreStep(
        rowShape, window, (window.Image.Height - window.Height) / 2, (window.Image.Width - window.Width) / 2);

    public override void Apply(ReadOnlySpan<float> source, Span<float> result, ref RowRandom random) =>
        window.Copy(source, result, random.Below(spaceY + 1) - padding, random.Below(spaceX + 1) - padding);

    private sealed class CentreStep(int[] rowShape, ImageWindow window, int top, int left) : FixedStep(rowShape)
    {
        public override void Apply(ReadOnlySpan<float> source, Span<float> result) => window.Copy(source, result, top, left);
    }
}

/// <summary>Moves an image by whole pixels.</summary>
internal sealed class TranslationStep(int transform, int[] rowShape, ImageWindow window, int mostY, int mostX)
    : RandomStep(transform, rowShape)
{
    public override void Apply(ReadOnlySpan<float> source, Span<float> result, ref RowRandom random) =>
        window.Copy(source, result, random.Below((2 * mostY) + 1) - mostY, random.Below((2 * mostX) + 1) - mostX);
}
