using System.Buffers.Binary;
using System.Text;

namespace NetLang.Cli.Tests.Monitoring;

/// <summary>An event as it is read back.</summary>
internal sealed record LoggedEvent(double Time, long Step, Dictionary<string, float> Scalars);

/// <summary>Reads files of events, and checks their checksums bit by bit.</summary>
internal static class EventReader
{
    public static List<LoggedEvent> Read(byte[] file)
    {
        var events = new List<LoggedEvent>();
        for (var at = 0; at < file.Length;)
        {
            var length = (int)BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan(at));
            var data = file[(at + 12)..(at + 12 + length)];
            Assert.Equal(Masked(file[at..(at + 8)]), BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 8)));
            Assert.Equal(Masked(data), BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 12 + length)));
            events.Add(Event(data));
            at += 16 + length;
        }

        return events;
    }

    private static LoggedEvent Event(byte[] data)
    {
        var (time, step, scalars) = (0.0, 0L, new Dictionary<string, float>());
        foreach (var (field, value) in Fields(data))
        {
            if (field == 1)
                time = BitConverter.ToDouble(value);
            else if (field == 2)
                step = BitConverter.ToInt64(value);
            else if (field == 5)
                Fields(value).ForEach(summary => Add(scalars, Fields(summary.Value)));
        }

        return new(time, step, scalars);
    }

    private static void Add(Dictionary<string, float> scalars, List<(int Field, byte[] Value)> value) => scalars.Add(
        Encoding.UTF8.GetString(value.Single(f => f.Field == 1).Value),
        BitConverter.ToSingle(value.Single(f => f.Field == 2).Value));

    private static List<(int Field, byte[] Value)> Fields(byte[] message)
    {
        var fields = new List<(int, byte[])>();
        for (var at = 0; at < message.Length;)
        {
            var key = (int)Varint(message, ref at);
            if (key % 8 == 0)
            {
                fields.Add((key / 8, BitConverter.GetBytes(Varint(message, ref at))));
                continue;
            }

            var length = (key % 8) switch { 1 => 8, 5 => 4, _ => (int)Varint(message, ref at) };
            fields.Add((key / 8, message[at..(at + length)]));
            at += length;
        }

        return fields;
    }

    private static long Varint(byte[] message, ref int at)
    {
        long value = 0;
        for (var shift = 0; ; shift += 7)
        {
            value |= (long)(message[at] & 0x7F) << shift;
            if (message[at++] < 0x80)
                return value;
        }
    }

    private static uint Masked(byte[] data)
    {
        var sum = uint.MaxValue;
        foreach (var bit in data.SelectMany(value => Enumerable.Range(0, 8).Select(place => (uint)(value >> place) & 1)))
            sum = ((sum ^ bit) & 1) != 0 ? (sum >> 1) ^ 0x82F63B78 : sum >> 1;
        sum = ~sum;
        return ((sum >> 15) | (sum << 17)) + 0xA282EAD8;
    }
}
