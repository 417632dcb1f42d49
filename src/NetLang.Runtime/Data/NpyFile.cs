using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace NetLang.Runtime.Data;

/// <summary>The NPY format of NumPy, versions 1 to 3: magic, version, length of the header, header, elements.</summary>
internal static class NpyFile
{
    private const int LargestHeader = 1 << 16;

    public static DataColumn Read(string path, string name) => DataFile.Read(path, file =>
    {
        var header = ReadHeader(path, file);
        var type = Field(path, header, "descr").Trim('\'', '"');
        if (Field(path, header, "fortran_order") != "False")
            throw WrongFormat(path, "it is in Fortran order");
        var shape = ReadShape(path, header);
        if (shape.Length == 0)
            throw WrongFormat(path, "it holds one number, not rows");

        long count = 1;
        foreach (var extent in shape)
        {
            if (count > 0 && extent > Array.MaxLength / count)
                throw WrongFormat(path, $"its shape ({string.Join(", ", shape)}) is too large");
            count *= extent;
        }

        var row = shape[1..];
        var column = type switch
        {
            "<f4" => DataColumn.Create(name, DataFile.ReadElements<float>(file, file, count), row),
            "<f8" => DataColumn.Create(name, DataFile.ReadElements<double>(file, file, count), row),
            "<i4" => DataColumn.Create(name, DataFile.ReadElements<int>(file, file, count), row),
            "<i8" => DataColumn.Create(name, DataFile.ReadElements<long>(file, file, count), row),
            "|u1" => DataColumn.Create(name, DataFile.ReadElements<byte>(file, file, count), row),
            "|b1" => DataColumn.Create(
                name, Array.ConvertAll(DataFile.ReadElements<byte>(file, file, count), value => value != 0), row),
            _ => throw WrongFormat(path, $"its elements are '{type}'"),
        };
        return column.From(new(Path.GetFileName(path)));
    });

    private static string ReadHeader(string path, Stream file)
    {
        Span<byte> start = stackalloc byte[8];
        file.ReadExactly(start);
        if (start[0] != 0x93 || !start[1..6].SequenceEqual("NUMPY"u8))
            throw WrongFormat(path, "it does not begin as an NPY file does");
        if (start[6] is < 1 or > 3)
            throw WrongFormat(path, $"its version is {start[6]}.{start[7]}");

        Span<byte> length = stackalloc byte[4];
        length.Clear();
        file.ReadExactly(start[6] == 1 ? length[..2] : length);
        var bytes = BinaryPrimitives.ReadUInt32LittleEndian(length);
        if (bytes > LargestHeader)
            throw WrongFormat(path, $"its header has {bytes} bytes");
        var header = new byte[bytes];
        file.ReadExactly(header);
        return Encoding.UTF8.GetString(header);
    }

    // The header is a Python dictionary of three keys; a value ends at the comma outside the shape's parentheses.
    private static string Field(string path, string header, string key)
    {
        var at = header.IndexOf($"'{key}':", StringComparison.Ordinal);
        if (at < 0)
            throw WrongFormat(path, $"its header has no '{key}'");
        var value = header.AsSpan(at + key.Length + 3).TrimStart();
        var end = value.StartsWith("(") ? value.IndexOf(')') + 1 : value.IndexOfAny(',', '}');
        return end > 0 ? value[..end].Trim().ToString() : throw WrongFormat(path, $"its header has no end of '{key}'");
    }

    private static int[] ReadShape(string path, string header)
    {
        var text = Field(path, header, "shape").Trim('(', ')');
        var parts = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var shape = new int[parts.Length];
        for (var axis = 0; axis < parts.Length; axis++)
        {
            if (!int.TryParse(parts[axis], NumberStyles.None, CultureInfo.InvariantCulture, out shape[axis]))
                throw WrongFormat(path, $"its shape is ({text})");
        }

        return shape;
    }

    private static NetLangException WrongFormat(string path, string problem) => new(
        DataErrors.WrongFormat,
        $"'{path}' is not an NPY file that can be read: {problem}",
        "save it with np.save(path, np.ascontiguousarray(x, dtype=\"<f4\"))");
}
