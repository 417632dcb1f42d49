using System.Text.Json;

namespace NetLang.Runtime.Weights;

/// <summary>
/// Reads and checks the header of a safetensors file. Nothing in it is trusted: sizes are checked against the file
/// before memory is taken, and tensors must fill the file without gap or overlap.
/// </summary>
internal static class SafetensorsHeader
{
    /// <summary>As the format's own reader has it.</summary>
    public const long LargestHeader = 100_000_000;

    /// <param name="json">The header.</param>
    /// <param name="dataBytes">Bytes behind the header.</param>
    /// <exception cref="InvalidDataException">The header breaks a rule of the format.</exception>
    public static List<TensorEntry> Parse(ReadOnlySpan<byte> json, long dataBytes)
    {
        List<TensorEntry> entries;
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 8 });
            entries = ReadEntries(ref reader);
            if (reader.Read())
                throw new InvalidDataException("text follows the header's last brace");
        }
        catch (Exception error) when (error is JsonException or FormatException or InvalidOperationException)
        {
            throw new InvalidDataException($"its header is not the JSON that it should be: {error.Message}", error);
        }

        CheckLayout(entries, dataBytes);
        return entries;
    }

    private static List<TensorEntry> ReadEntries(ref Utf8JsonReader reader)
    {
        var entries = new List<TensorEntry>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        Expect(ref reader, JsonTokenType.StartObject);
        while (Next(ref reader) == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            if (!names.Add(name))
                throw new InvalidDataException($"its header has '{name}' twice");
            Expect(ref reader, JsonTokenType.StartObject);
            if (name == "__metadata__")
                reader.Skip();
            else
                entries.Add(ReadEntry(ref reader, name));
        }

        return entries;
    }

    private static TensorEntry ReadEntry(ref Utf8JsonReader reader, string name)
    {
        string? type = null;
        long[]? shape = null;
        long[]? offsets = null;
        while (Next(ref reader) == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("dtype"))
            {
                Expect(ref reader, JsonTokenType.String);
                type = reader.GetString();
            }
            else if (reader.ValueTextEquals("shape"))
            {
                shape = ReadNumbers(ref reader, name);
            }
            else if (reader.ValueTextEquals("data_offsets"))
            {
                offsets = ReadNumbers(ref reader, name);
            }
            else
            {
                throw new InvalidDataException($"'{name}' has a field '{reader.GetString()}'");
            }
        }

        if (type is null || shape is null || offsets is not [var start, var end])
            throw new InvalidDataException($"'{name}' lacks dtype, shape or two data_offsets");
        return new TensorEntry(name, type, shape, start, end);
    }

    private static long[] ReadNumbers(ref Utf8JsonReader reader, string name)
    {
        Expect(ref reader, JsonTokenType.StartArray);
        // Counted first: an app that starts has no code for lists of numbers yet (ARCHITECTURE.md, Decisions).
        var ahead = reader;
        var count = 0;
        while (Next(ref ahead) == JsonTokenType.Number)
            count++;
        var numbers = new long[count];
        for (var index = 0; index < count; index++)
        {
            reader.Read();
            if (!reader.TryGetInt64(out numbers[index]) || numbers[index] < 0)
                throw new InvalidDataException($"'{name}' has a number that is no size");
        }

        return Next(ref reader) == JsonTokenType.EndArray
            ? numbers
            : throw new InvalidDataException($"'{name}' has something else among its numbers");
    }

    private static void CheckLayout(List<TensorEntry> entries, long dataBytes)
    {
        long position = 0;
        TensorEntry[] inOrder = [.. entries];
        Array.Sort(inOrder, (a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : a.End.CompareTo(b.End));
        foreach (var entry in inOrder)
        {
            if (entry.End < entry.Start || entry.End > dataBytes)
                throw new InvalidDataException(
                    $"'{entry.Name}' lies at bytes {entry.Start} to {entry.End} of {dataBytes}: the file is cut off or "
                    + "its header wrong");
            if (entry.Start != position)
                throw new InvalidDataException($"there is a gap or an overlap before '{entry.Name}'");
            if (Bytes(entry) is { } bytes && bytes != entry.End - entry.Start)
                throw new InvalidDataException(
                    $"'{entry.Name}' is {entry}, but has {entry.End - entry.Start} bytes");
            position = entry.End;
        }

        if (position != dataBytes)
            throw new InvalidDataException($"{dataBytes - position} bytes follow the last tensor");
    }

    // Null for types that we do not know: such tensors cannot be loaded, but may lie in a file.
    private static long? Bytes(TensorEntry entry)
    {
        if (SafetensorsTypes.Find(entry.Type) is not { } type)
            return null;
        try
        {
            long bytes = type.Size;
            foreach (var extent in entry.Shape)
                bytes = checked(bytes * extent);
            return bytes;
        }
        catch (OverflowException)
        {
            throw new InvalidDataException($"'{entry.Name}' is {entry}, which is more than 64 bits can count");
        }
    }

    private static JsonTokenType Next(ref Utf8JsonReader reader) =>
        reader.Read() ? reader.TokenType : throw new InvalidDataException("its header ends too early");

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType token)
    {
        if (Next(ref reader) != token)
            throw new InvalidDataException($"its header has {reader.TokenType} where {token} must stand");
    }
}
