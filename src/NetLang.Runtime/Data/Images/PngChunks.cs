using System.Buffers.Binary;

namespace NetLang.Runtime.Data.Images;

/// <summary>The chunks of a PNG file: length, type, data, and a checksum of type and data.</summary>
internal ref struct PngChunks(ReadOnlySpan<byte> rest)
{
    private static readonly uint[] Remainders = [.. Enumerable.Range(0, 256).Select(value => Remainder((uint)value))];

    private ReadOnlySpan<byte> rest = rest;

    public ReadOnlySpan<byte> Type { get; private set; }

    public ReadOnlySpan<byte> Data { get; private set; }

    /// <summary>Goes to the next chunk.</summary>
    /// <exception cref="EndOfStreamException">There is none, or it is cut off.</exception>
    /// <exception cref="InvalidDataException">Its checksum is another.</exception>
    public void Next()
    {
        if (rest.Length < 12)
            throw new EndOfStreamException();
        var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
        if (length > rest.Length - 12)
            throw new EndOfStreamException();
        var end = 8 + (int)length;
        if (BinaryPrimitives.ReadUInt32BigEndian(rest[end..]) != Checksum(rest[4..end]))
            throw new InvalidDataException("the checksum of one of its chunks does not fit");
        Type = rest[4..8];
        Data = rest[8..end];
        rest = rest[(end + 4)..];
    }

    /// <summary>CRC-32 of ISO 3309.</summary>
    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var sum = uint.MaxValue;
        foreach (var value in bytes)
            sum = Remainders[(byte)(sum ^ value)] ^ (sum >> 8);
        return ~sum;
    }

    private static uint Remainder(uint value)
    {
        for (var bit = 0; bit < 8; bit++)
            value = (value & 1) != 0 ? 0xEDB88320 ^ (value >> 1) : value >> 1;
        return value;
    }
}
