namespace NetLang.Runtime.Execution;

/// <summary>What assemblies that are built with checks call at each access to memory.</summary>
public static unsafe class Checked
{
    private const byte AllBits = 0xFF; // of every byte of a float: a NaN

    /// <summary>The address itself, where the elements from it on lie in the buffer.</summary>
    /// <param name="address">The first element.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="start">The buffer.</param>
    /// <param name="length">Its elements.</param>
    /// <param name="kernel">For the message.</param>
    /// <param name="buffer">For the message.</param>
    /// <exception cref="InvalidOperationException">They do not: a mistake of the compiler.</exception>
    public static T* Access<T>(T* address, long count, T* start, long length, string kernel, string buffer)
        where T : unmanaged
    {
        var first = address - start;
        if (count > 0 && (first < 0 || first + count > length))
        {
            throw new InvalidOperationException(
                $"kernel {kernel} touches elements {first} to {first + count - 1} of buffer {buffer}, "
                + $"which has {length}");
        }

        return address;
    }

    /// <summary>Fills memory that holds nothing with NaN.</summary>
    public static void Poison(byte* memory, long bytes)
    {
        for (; bytes > 0; memory += 1 << 30, bytes -= 1 << 30)
            new Span<byte>(memory, (int)Math.Min(bytes, 1 << 30)).Fill(AllBits);
    }
}
