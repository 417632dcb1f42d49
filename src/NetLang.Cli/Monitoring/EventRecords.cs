using System.Buffers.Binary;
using System.Numerics;

namespace NetLang.Cli.Monitoring;

/// <summary>
/// TensorFlow's record format: a length of eight bytes, its checksum, the record, and its checksum; little-endian. The
/// checksums are CRC-32C, turned by 15 bits and shifted, so that none is the checksum of what holds checksums.
/// </summary>
internal sealed class EventRecords(Stream stream)
{
    public void Write(ReadOnlySpan<byte> record)
    {
        Span<byte> frame = stackalloc byte[12];
        BinaryPrimitives.WriteInt64LittleEndian(frame, record.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(frame[8..], Checksum(frame[..8]));
        stream.Write(frame);
        stream.Write(record);
        BinaryPrimitives.WriteUInt32LittleEndian(frame, Checksum(record));
        stream.Write(frame[..4]);
    }

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var sum = uint.MaxValue;
        foreach (var value in bytes)
            sum = BitOperations.Crc32C(sum, value);
        return BitOperations.RotateRight(~sum, 15) + 0xA282EAD8;
    }
}
