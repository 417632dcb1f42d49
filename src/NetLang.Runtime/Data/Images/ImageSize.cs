namespace NetLang.Runtime.Data.Images;

/// <summary>How many pixels an image has.</summary>
internal readonly record struct ImageSize(int Width, int Height)
{
    private const long LongestSide = 1 << 15;

    /// <summary>More than networks are trained on; a header that promises more is not believed.</summary>
    private const long MostPixels = 1 << 24;

    public long Pixels => (long)Width * Height;

    /// <summary>The size that a header states.</summary>
    /// <exception cref="InvalidDataException">It is none, or beyond all images.</exception>
    public static ImageSize Of(long width, long height)
    {
        if (width is < 1 or > LongestSide || height is < 1 or > LongestSide || width * height > MostPixels)
            throw new InvalidDataException($"its header says {width}x{height} pixels, and 4096x4096 are read at most");
        return new((int)width, (int)height);
    }

    public override string ToString() => $"{Width}x{Height}";
}
