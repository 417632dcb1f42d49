namespace NetLang.Runtime.Data.Rows;

/// <summary>
/// Turns an image around its middle, by up to some degrees either way. A pixel is interpolated between the four next to
/// the place where it comes from; what lies outside of the image is filled.
/// </summary>
internal sealed class RotationStep(int transform, int[] rowShape, ImageShape image, double degrees, float fill)
    : RandomStep(transform, rowShape)
{
    public override void Apply(ReadOnlySpan<float> source, Span<float> result, ref RowRandom random) =>
        Turn(source, result, image, random.Between(-degrees, degrees), fill);

    /// <param name="degrees">Against the clock.</param>
    public static void Turn(ReadOnlySpan<float> source, Span<float> result, ImageShape image, double degrees, float fill)
    {
        var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
        var (middleX, middleY) = ((image.Width - 1) / 2.0, (image.Height - 1) / 2.0);
        for (var y = 0; y < image.Height; y++)
        {
            for (var x = 0; x < image.Width; x++)
            {
                var fromX = (cos * (x - middleX)) - (sin * (y - middleY)) + middleX;
                var fromY = (cos * (y - middleY)) + (sin * (x - middleX)) + middleY;
                var (left, top) = ((int)Math.Floor(fromX), (int)Math.Floor(fromY));
                var (weightX, weightY) = ((float)(fromX - left), (float)(fromY - top));
                for (var channel = 0; channel < image.Channels; channel++)
                {
                    var plane = source.Slice(channel * image.Plane, image.Plane);
                    var above = Mix(Pixel(plane, left, top), Pixel(plane, left + 1, top), weightX);
                    var below = Mix(Pixel(plane, left, top + 1), Pixel(plane, left + 1, top + 1), weightX);
                    result[(channel * image.Plane) + (y * image.Width) + x] = Mix(above, below, weightY);
                }
            }
        }

        float Pixel(ReadOnlySpan<float> plane, int x, int y) =>
            (uint)x < (uint)image.Width && (uint)y < (uint)image.Height ? plane[(y * image.Width) + x] : fill;

        static float Mix(float a, float b, float share) => a + ((b - a) * share);
    }
}
