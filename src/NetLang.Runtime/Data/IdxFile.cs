using System.Buffers.Binary;

namespace NetLang.Runtime.Data;

/// <summary>
/// The IDX format of the MNIST files: two zero bytes, element type, number of dimensions, big-endian extents, then the
/// elements, big-endian. Plain or gzip; the ending <c>.gz</c> of the path may be left out.
/// </summary>
internal static class IdxFile
{
    public static DataColumn Read(string path, string name) => ReadFile(
        !File.Exists(path) && File.Exists(path + ".gz") ? path + ".gz" : path, name);

    private static DataColumn ReadFile(string path, string name) => DataFile.Read(path, file =>
    {
        using var stream = DataFile.Decompress(file);
        Span<byte> header = stackalloc byte[4];
        stream.ReadExactly(header);
        if (header[0] != 0 || header[1] != 0 || header[3] == 0)
            throw WrongFormat(path, "it does not begin as an IDX file does");

        var shape = new int[header[3]];
        long count = 1;
        Span<byte> extent = stackalloc byte[4];
        for (var axis = 0; axis < shape.Length; axis++)
        {
            stream.ReadExactly(extent);
            var value = BinaryPrimitives.ReadUInt32BigEndian(extent);
            if (value > int.MaxValue || (count > 0 && value > Array.MaxLength / count))
                throw WrongFormat(path, $"its dimension {axis + 1} of {value} is too large");
            shape[axis] = (int)value;
            count *= value;
        }

        var column = ReadColumn(path, name, file, stream, header[2], count, shape[1..]);
        if (stream.ReadByte() >= 0)
            throw WrongFormat(path, "it goes on after the last of its elements");
        return column.From(new(Path.GetFileName(path)));
    });

    private static DataColumn ReadColumn(
        string path, string name, Stream file, Stream stream, byte type, long count, int[] row)
    {
        switch (type)
        {
            case 0x08:
                return DataColumn.Create(name, DataFile.ReadElements<byte>(file, stream, count), row);
            case 0x09:
                var bytes = DataFile.ReadElements<byte>(file, stream, count);
                return DataColumn.Create(name, Array.ConvertAll(bytes, value => (int)(sbyte)value), row);
            case 0x0C:
                var ints = DataFile.ReadElements<int>(file, stream, count);
                BinaryPrimitives.ReverseEndianness(ints, ints);
                return DataColumn.Create(name, ints, row);
            case 0x0D:
                var bits = DataFile.ReadElements<int>(file, stream, count);
                return DataColumn.Create(name, Array.ConvertAll(bits, FromBigEndian), row);
            case 0x0E:
                var longBits = DataFile.ReadElements<long>(file, stream, count);
                return DataColumn.Create(name, Array.ConvertAll(longBits, FromBigEndian), row);
            default:
                throw WrongFormat(path, $"its element type 0x{type:X2} is not u8, i8, i32, f32 or f64");
        }
    }

    private static float FromBigEndian(int bits) =>
        BitConverter.Int32BitsToSingle(BinaryPrimitives.ReverseEndianness(bits));

    private static double FromBigEndian(long bits) =>
        BitConverter.Int64BitsToDouble(BinaryPrimitives.ReverseEndianness(bits));

    private static NetLangException WrongFormat(string path, string problem) =>
        new(
            DataErrors.WrongFormat,
            $"'{path}' is not an IDX file that can be read: {problem}",
            "fetch the file again, plain or gzip; tables are read with `csv`, NumPy's arrays with `npy`");
}
