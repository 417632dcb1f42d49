using System.IO.Compression;

namespace NetLang.Runtime.Data.Images;

/// <summary>
/// PNG (ISO/IEC 15948), all colour types and depths, without interlacing. Of 16 bits the upper 8 are taken, and of
/// transparency what stands in a channel or beside a palette.
/// </summary>
internal sealed class PngDecoder : ImageDecoder
{
    // Deflate cannot shrink further than this.
    private const int LargestRatio = 1032;

    private readonly PngHeader header;
    private readonly byte[] palette; // 4 bytes a colour
    private readonly byte[] compressed;

    /// <exception cref="InvalidDataException">It is no PNG file that can be read.</exception>
    /// <exception cref="EndOfStreamException">It ends too early.</exception>
    public PngDecoder(ReadOnlySpan<byte> file)
        : this(Parts.Of(file[Signature.Length..]))
    {
    }

    private PngDecoder(Parts parts)
        : base(parts.Header.Size)
    {
        header = parts.Header;
        palette = parts.Palette;
        compressed = parts.Compressed;
        if (header.Colour == PngColour.Palette && palette.Length == 0)
            throw new InvalidDataException("it has no palette");
        if ((header.RowBytes + 1) * header.Size.Height / LargestRatio > compressed.Length)
            throw new EndOfStreamException();
    }

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public static bool Recognizes(ReadOnlySpan<byte> file) => file.StartsWith(Signature);

    public override void Decode(ImagePlanes planes)
    {
        using var pixels = new ZLibStream(new MemoryStream(compressed), CompressionMode.Decompress);
        var above = new byte[header.RowBytes];
        var row = new byte[header.RowBytes];
        Span<byte> filter = stackalloc byte[1];
        for (var y = 0; y < header.Size.Height; y++)
        {
            pixels.ReadExactly(filter);
            pixels.ReadExactly(row);
            PngFilter.Undo(filter[0], row, above, header.PixelBytes);
            Store(row, planes, y * header.Size.Width);
            (row, above) = (above, row);
        }
    }

    private void Store(byte[] row, ImagePlanes planes, int first)
    {
        var bytes = header.Depth / 8;
        for (var x = 0; x < header.Size.Width; x++)
        {
            var at = x * header.PixelBytes;
            switch (header.Colour)
            {
                case PngColour.Grey:
                    planes.SetGrey(first + x, bytes > 0 ? row[at] : (byte)(Bits(row, x) * (255 / ((1 << header.Depth) - 1))));
                    break;
                case PngColour.GreyAlpha:
                    planes.SetGrey(first + x, row[at], row[at + bytes]);
                    break;
                case PngColour.Palette:
                    var entry = 4 * Bits(row, x);
                    if (entry >= palette.Length)
                        throw new InvalidDataException($"a pixel has colour {entry / 4} of a palette of {palette.Length / 4}");
                    planes.Set(first + x, palette[entry], palette[entry + 1], palette[entry + 2], palette[entry + 3]);
                    break;
                default:
                    var alpha = header.Colour == PngColour.Rgba ? row[at + (3 * bytes)] : byte.MaxValue;
                    planes.Set(first + x, row[at], row[at + bytes], row[at + (2 * bytes)], alpha);
                    break;
            }
        }
    }

    /// <summary>A sample of at most 8 bits; the first of a byte stands in its upper bits.</summary>
    private int Bits(byte[] row, int x)
    {
        var bit = (long)x * header.Depth;
        return (row[bit / 8] >> (8 - header.Depth - (int)(bit % 8))) & ((1 << header.Depth) - 1);
    }

    /// <summary>What is taken from the chunks of a file.</summary>
    private readonly record struct Parts(PngHeader Header, byte[] Palette, byte[] Compressed)
    {
        public static Parts Of(ReadOnlySpan<byte> file)
        {
            var chunks = new PngChunks(file);
            chunks.Next();
            if (!chunks.Type.SequenceEqual("IHDR"u8))
                throw new InvalidDataException("its first chunk is no header");
            var header = PngHeader.Read(chunks.Data);
            byte[] palette = [];
            using var compressed = new MemoryStream();
            for (chunks.Next(); !chunks.Type.SequenceEqual("IEND"u8); chunks.Next())
            {
                if (chunks.Type.SequenceEqual("IDAT"u8))
                    compressed.Write(chunks.Data);
                else if (chunks.Type.SequenceEqual("PLTE"u8))
                    palette = Colours(chunks.Data);
                else if (chunks.Type.SequenceEqual("tRNS"u8) && header.Colour == PngColour.Palette)
                    SetOpacity(palette, chunks.Data);
            }

            return new(header, palette, compressed.ToArray());
        }

        private static byte[] Colours(ReadOnlySpan<byte> chunk)
        {
            if (chunk.Length % 3 != 0 || chunk.Length > 3 * 256)
                throw new InvalidDataException($"its palette has {chunk.Length} bytes");
            var palette = new byte[chunk.Length / 3 * 4];
            for (var colour = 0; colour < chunk.Length / 3; colour++)
            {
                chunk.Slice(3 * colour, 3).CopyTo(palette.AsSpan(4 * colour));
                palette[(4 * colour) + 3] = byte.MaxValue;
            }

            return palette;
        }

        private static void SetOpacity(byte[] palette, ReadOnlySpan<byte> chunk)
        {
            for (var colour = 0; colour < Math.Min(chunk.Length, palette.Length / 4); colour++)
                palette[(4 * colour) + 3] = chunk[colour];
        }
    }
}
