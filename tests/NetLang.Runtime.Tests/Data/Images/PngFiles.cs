using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.CompilerServices;

namespace NetLang.Runtime.Tests.Data.Images;

/// <summary>PNG files: those that Pillow has written (<c>make_pngs.py</c>), and others made here.</summary>
internal static class PngFiles
{
    /// <summary>Pixels of the images of Pillow.</summary>
    public const int Width = 13;

    public const int Height = 7;

    private static readonly byte[] Signature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Of each image the file, and its pixels as RGBA and as grey.</summary>
    public static Dictionary<string, (byte[] File, byte[] Rgba, byte[] Grey)> OfPillow { get; } = Read();

    /// <summary>An image of one shade.</summary>
    public static byte[] Grey(int width, int height, byte value = 0) =>
        Create(width, height, 8, 0, [.. Enumerable.Repeat((byte[])[0, .. Enumerable.Repeat(value, width)], height).SelectMany(row => row)]);

    /// <param name="rows">Each with its filter.</param>
    public static byte[] Create(int width, int height, byte depth, byte colour, byte[] rows, byte interlace = 0, byte[]? palette = null)
    {
        using var compressed = new MemoryStream();
        using (var deflate = new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
            deflate.Write(rows);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9], header[12]) = (depth, colour, interlace);
        var data = compressed.ToArray();
        return
        [
            .. Signature,
            .. Chunk("IHDR"u8, header),
            .. palette is null ? [] : Chunk("PLTE"u8, palette),
            .. Chunk("IDAT"u8, data[..(data.Length / 2)]), // in two parts, as large files have it
            .. Chunk("IDAT"u8, data[(data.Length / 2)..]),
            .. Chunk("IEND"u8, []),
        ];
    }

    public static byte[] Chunk(ReadOnlySpan<byte> type, byte[] data)
    {
        byte[] covered = [.. type, .. data];
        var remainder = uint.MaxValue;
        foreach (var bit in covered.SelectMany(value => Enumerable.Range(0, 8).Select(place => (uint)(value >> place) & 1)))
            remainder = ((remainder ^ bit) & 1) != 0 ? (remainder >> 1) ^ 0xEDB88320 : remainder >> 1;
        var (length, sum) = (new byte[4], new byte[4]);
        BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(sum, ~remainder);
        return [.. length, .. covered, .. sum];
    }

    private static Dictionary<string, (byte[] File, byte[] Rgba, byte[] Grey)> Read([CallerFilePath] string here = "") =>
        File.ReadLines(Path.Combine(Path.GetDirectoryName(here)!, "Pngs.txt")).Select(line => line.Split(' ')).ToDictionary(
            parts => parts[0],
            parts => (Convert.FromBase64String(parts[1]), Convert.FromBase64String(parts[2]), Convert.FromBase64String(parts[3])));
}
