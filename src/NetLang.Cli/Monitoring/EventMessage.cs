using System.Buffers.Binary;
using System.Text;

namespace NetLang.Cli.Monitoring;

/// <summary>
/// The few fields of TensorFlow's <c>Event</c> that are written, in the wire format of protocol buffers: wall_time (1),
/// step (2), file_version (3), summary (5) with values (1) of tag (1) and simple_value (2).
/// </summary>
internal sealed class EventMessage
{
    private readonly MemoryStream bytes = new();

    private enum WireType
    {
        Varint = 0,
        Bits64 = 1,
        Length = 2,
        Bits32 = 5,
    }

    public ReadOnlySpan<byte> Bytes => bytes.GetBuffer().AsSpan(0, (int)bytes.Length);

    /// <param name="seconds">Since 1970.</param>
    public static EventMessage Version(double seconds) => new EventMessage().Double(1, seconds).Text(3, "brain.Event:2");

    /// <param name="seconds">Since 1970.</param>
    public static EventMessage Scalars(double seconds, long step, ReadOnlySpan<(string Tag, double Value)> scalars)
    {
        var summary = new EventMessage();
        foreach (var (tag, value) in scalars)
            summary.Message(1, new EventMessage().Text(1, tag).Float(2, (float)value));
        return new EventMessage().Double(1, seconds).Int64(2, step).Message(5, summary);
    }

    private EventMessage Double(int field, double value)
    {
        Key(field, WireType.Bits64);
        Span<byte> bits = stackalloc byte[8];
        BinaryPrimitives.WriteDoubleLittleEndian(bits, value);
        bytes.Write(bits);
        return this;
    }

    private EventMessage Float(int field, float value)
    {
        Key(field, WireType.Bits32);
        Span<byte> bits = stackalloc byte[4];
        BinaryPrimitives.WriteSingleLittleEndian(bits, value);
        bytes.Write(bits);
        return this;
    }

    private EventMessage Int64(int field, long value)
    {
        Key(field, WireType.Varint);
        Varint((ulong)value);
        return this;
    }

    private EventMessage Text(int field, string value) => Block(field, Encoding.UTF8.GetBytes(value));

    private EventMessage Message(int field, EventMessage message) => Block(field, message.Bytes);

    private EventMessage Block(int field, ReadOnlySpan<byte> block)
    {
        Key(field, WireType.Length);
        Varint((ulong)block.Length);
        bytes.Write(block);
        return this;
    }

    private void Key(int field, WireType type) => Varint(((ulong)field << 3) | (ulong)type);

    private void Varint(ulong value)
    {
        for (; value > 0x7F; value >>= 7)
            bytes.WriteByte((byte)(value | 0x80));
        bytes.WriteByte((byte)value);
    }
}
