using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetLang.Runtime.Data.Rows;

/// <summary>What bytes become where they are read: a table of 256 numbers for each channel of a row.</summary>
internal sealed class ChannelTables
{
    // Tables of more channels are larger than the work that they save.
    private const int MostChannels = 16;

    private readonly float[][] tables;

    /// <param name="steps">The first steps of a column.</param>
    public ChannelTables(ReadOnlySpan<RowStep> steps)
    {
        var channels = 1;
        while (Steps < steps.Length && steps[Steps] is ChannelStep { Channels: <= MostChannels } step
            && (channels == 1 || step.Channels == 1 || step.Channels == channels))
        {
            channels = Math.Max(channels, step.Channels);
            Steps++;
        }

        tables = new float[channels][];
        for (var channel = 0; channel < channels; channel++)
            tables[channel] = Table(steps[..Steps], channel);
    }

    /// <summary>How many steps they replace.</summary>
    public int Steps { get; }

    public void Apply(ReadOnlySpan<byte> source, Span<float> result)
    {
        var length = source.Length / tables.Length;
        for (var channel = 0; channel < tables.Length; channel++)
        {
            // Without checks: no byte is beyond 256 numbers, and both parts are as long.
            ref var table = ref MemoryMarshal.GetArrayDataReference(tables[channel]);
            ref var bytes = ref MemoryMarshal.GetReference(source.Slice(channel * length, length));
            ref var numbers = ref MemoryMarshal.GetReference(result.Slice(channel * length, length));
            nint index = 0;
            for (; index <= length - 4; index += 4)
            {
                Unsafe.Add(ref numbers, index) = Unsafe.Add(ref table, (nint)Unsafe.Add(ref bytes, index));
                Unsafe.Add(ref numbers, index + 1) = Unsafe.Add(ref table, (nint)Unsafe.Add(ref bytes, index + 1));
                Unsafe.Add(ref numbers, index + 2) = Unsafe.Add(ref table, (nint)Unsafe.Add(ref bytes, index + 2));
                Unsafe.Add(ref numbers, index + 3) = Unsafe.Add(ref table, (nint)Unsafe.Add(ref bytes, index + 3));
            }

            for (; index < length; index++)
                Unsafe.Add(ref numbers, index) = Unsafe.Add(ref table, (nint)Unsafe.Add(ref bytes, index));
        }
    }

    private static float[] Table(ReadOnlySpan<RowStep> steps, int channel)
    {
        var table = new float[256];
        for (var value = 0; value < 256; value++)
        {
            table[value] = value;
            foreach (var step in steps)
            {
                var of = (ChannelStep)step;
                table[value] = of.At(table[value], of.Channels == 1 ? 0 : channel);
            }
        }

        return table;
    }
}
