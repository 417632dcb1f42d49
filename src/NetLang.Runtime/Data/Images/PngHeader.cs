using System.Buffers.Binary;

namespace NetLang.Runtime.Data.Images;

/// <summary>How the samples of a pixel are stored.</summary>
internal enum PngColour : byte
{
    Grey = 0,
    Rgb = 2,
    Palette = 3,
    GreyAlpha = 4,
    Rgba = 6,
}

/// <summary>The IHDR chunk of a PNG file.</summary>
internal readonly record struct PngHeader(ImageSize Size, int Depth, PngColour Colour)
{
    private int Samples => Colour switch
    {
        PngColour.Rgb => 3,
        PngColour.GreyAlpha => 2,
        PngColour.Rgba => 4,
        _ => 1,
    };

    /// <summary>Bytes of a row, without its filter.</summary>
    public long RowBytes => (((long)Size.Width * Samples * Depth) + 7) / 8;

    /// <summary>How far back the pixel to the left lies, in bytes.</summary>
    public int PixelBytes => Math.Max(1, Samples * Depth / 8);

    /// <exception cref="InvalidDataException">It is no header that can be read.</exception>
    public static PngHeader Read(ReadOnlySpan<byte> chunk)
    {
        if (chunk.Length != 13)
            throw new InvalidDataException("its header chunk has no 13 bytes");
        var size = ImageSize.Of(
            BinaryPrimitives.ReadUInt32BigEndian(chunk), BinaryPrimitives.ReadUInt32BigEndian(chunk[4..]));
        var (depth, colour) = (chunk[8], (PngColour)chunk[9]);
        var isKnown = colour switch
        {
            PngColour.Grey => depth is 1 or 2 or 4 or 8 or 16,
            PngColour.Palette => depth is 1 or 2 or 4 or 8,
            PngColour.Rgb or PngColour.GreyAlpha or PngColour.Rgba => depth is 8 or 16,
            _ => false,
        };
        if (!isKnown || chunk[10] != 0 || chunk[11] != 0)
            throw new InvalidDataException($"its header says colour type {chunk[9]} with {depth} bits, which PNG does not have");
        if (chunk[12] != 0)
            throw new InvalidDataException("it is interlaced");
        return new(size, depth, colour);
    }
}
