using System.Text;

namespace Shapes;

/// <summary>Images as files: in the binary form of CIFAR-10, and as arrays of NumPy with masks beside them.</summary>
public static class ShapeFiles
{
    /// <summary>Writes <c>data_batch_1.bin</c> and <c>test_batch.bin</c>, and <c>train-</c> and <c>test-</c> arrays.</summary>
    public static void Write(string folder, int train, int test)
    {
        Directory.CreateDirectory(folder);
        Write(folder, "train", "data_batch_1.bin", 0, train);
        Write(folder, "test", "test_batch.bin", 1L << 32, test);
    }

    private static void Write(string folder, string name, string batch, long first, int count)
    {
        var images = Enumerable.Range(0, count).AsParallel().AsOrdered().Select(i => new ShapeImage(first + i)).ToArray();
        using (var file = File.Create(Path.Combine(folder, batch)))
        {
            foreach (var image in images)
            {
                file.WriteByte((byte)image.Kind);
                file.Write(image.Pixels);
            }
        }

        var side = ShapeImage.Side;
        WriteArray(Path.Combine(folder, $"{name}-images.npy"), $"{count}, 3, {side}, {side}", images.Select(i => i.Pixels));
        WriteArray(Path.Combine(folder, $"{name}-labels.npy"), $"{count},", images.Select(i => new[] { (byte)i.Kind }));
        WriteArray(Path.Combine(folder, $"{name}-masks.npy"), $"{count}, {side}, {side}", images.Select(i => i.Mask));
    }

    /// <summary>Version 1.0 of the format NPY, which begins with a header of a multiple of 64 bytes.</summary>
    private static void WriteArray(string path, string shape, IEnumerable<byte[]> rows)
    {
        const int BeforeText = 10;
        var text = $"{{'descr': '|u1', 'fortran_order': False, 'shape': ({shape}), }}";
        text = text.PadRight((((BeforeText + text.Length + 64) / 64) * 64) - BeforeText - 1) + "\n";
        using var file = File.Create(path);
        file.Write([0x93, .. "NUMPY"u8, 1, 0, (byte)text.Length, (byte)(text.Length >> 8)]);
        file.Write(Encoding.ASCII.GetBytes(text));
        foreach (var row in rows)
            file.Write(row);
    }
}
