using System.Buffers.Binary;
using System.Text.Json;
using NetLang.Runtime.Execution;

namespace NetLang.Runtime.Weights;

/// <summary>
/// Safetensors: length of the header in eight bytes, little-endian, the header in JSON, then the tensors.
/// </summary>
internal static class SafetensorsFile
{
    /// <summary>Reads the header of an open file, which then stands before its first tensor.</summary>
    /// <exception cref="InvalidDataException">The file is not as it should be.</exception>
    public static List<TensorEntry> ReadHeader(Stream file)
    {
        if (file.Length < sizeof(ulong))
            throw new InvalidDataException($"it has only {file.Length} bytes");
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        file.ReadExactly(length);
        var headerBytes = BinaryPrimitives.ReadUInt64LittleEndian(length);
        var rest = file.Length - sizeof(ulong);
        if (headerBytes > (ulong)Math.Min(rest, SafetensorsHeader.LargestHeader))
            throw new InvalidDataException($"its header should have {headerBytes} bytes, and {rest} bytes are there");
        var header = new byte[(int)headerBytes];
        file.ReadExactly(header);
        return SafetensorsHeader.Parse(header, rest - header.Length);
    }

    /// <summary>Writes the saved variables of a model, in order.</summary>
    public static void Write(Stream file, ModelSpec model, VariableStore store)
    {
        using var lease = store.Use();
        var header = WriteHeader(model);
        // Spaces make the first tensor begin at a multiple of eight bytes, as the format asks.
        var padding = (8 - (header.Length % 8)) % 8;
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)(header.Length + padding));
        file.Write(length);
        file.Write(header);
        file.Write("        "u8[..padding]);
        foreach (var (index, variable) in model.Variables.Index())
        {
            if (!VariableStore.IsSaved(variable))
                continue;
            var rowMajor = new byte[VariableStore.ByteCount(variable)];
            store.Read(index, rowMajor);
            file.Write(rowMajor);
        }
    }

    private static byte[] WriteHeader(ModelSpec model)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject("__metadata__");
            json.WriteString("format", "pt"); // names and layouts are PyTorch's, and its tools look for this
            json.WriteString("model", model.Name);
            json.WriteEndObject();
            long position = 0;
            foreach (var variable in model.Variables.Where(VariableStore.IsSaved))
            {
                json.WriteStartObject(variable.Name);
                json.WriteString("dtype", SafetensorsTypes.NameOf(variable.Type));
                WriteNumbers(json, "shape", variable.Shape);
                var end = checked(position + VariableStore.ByteCount(variable));
                WriteNumbers(json, "data_offsets", [position, end]);
                json.WriteEndObject();
                position = end;
            }

            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, ReadOnlySpan<long> numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers)
            json.WriteNumberValue(number);
        json.WriteEndArray();
    }
}
