using System.Text;

namespace Shapes;

/// <summary>Arrays of bytes in version 1.0 of the format NPY.</summary>
internal static class NpyFile
{
    private const int BeforeText = 10;
    private const int Alignment = 64;

    public static void Write(string path, int[] rowShape, IEnumerable<byte[]> rows)
    {
        var all = rows.ToList();
        var text = $"{{'descr': '|u1', 'fortran_order': False, 'shape': ({all.Count}, {string.Join(", ", rowShape)}), }}";
        var length = (BeforeText + text.Length + Alignment) / Alignment * Alignment; // with the end of the line
        text = text.PadRight(length - BeforeText - 1) + "\n";
        using var file = File.Create(path);
        file.Write([0x93, .. "NUMPY"u8, 1, 0, (byte)text.Length, (byte)(text.Length >> 8)]);
        file.Write(Encoding.ASCII.GetBytes(text));
        foreach (var row in all)
            file.Write(row);
    }
}
