namespace Shapes;

/// <summary>Images as files: in the binary form of CIFAR-10, and as arrays of NumPy with masks beside them.</summary>
public static class ShapeFiles
{
    private const int Batches = 5; // as CIFAR-10 has
    private const int Few = 200;
    private const long Unseen = 1L << 32; // numbers of images that are for tests

    /// <summary>
    /// Writes the files of CIFAR-10, <c>few_batch.bin</c> and <c>few_test_batch.bin</c> with images of other kinds, 200 of
    /// them to learn from, and <c>train-</c> and <c>test-</c> arrays.
    /// </summary>
    public static void Write(string folder, int train, int test)
    {
        Directory.CreateDirectory(folder);
        var seen = Draw(0, train, KindSet.Ten);
        var held = Draw(Unseen, test, KindSet.Ten);
        var each = (train + Batches - 1) / Batches;
        for (var i = 0; i < Batches; i++)
            WriteBatch(Path.Combine(folder, $"data_batch_{i + 1}.bin"), seen.Skip(i * each).Take(each));
        WriteBatch(Path.Combine(folder, "test_batch.bin"), held);
        WriteBatch(Path.Combine(folder, "few_batch.bin"), Draw(0, Few, KindSet.Others));
        WriteBatch(Path.Combine(folder, "few_test_batch.bin"), Draw(Unseen, test, KindSet.Others));
        WriteArrays(folder, "train", seen);
        WriteArrays(folder, "test", held);
    }

    private static ShapeImage[] Draw(long first, int count, KindSet set) =>
        [.. Enumerable.Range(0, count).AsParallel().AsOrdered().Select(i => new ShapeImage(first + i, set))];

    private static void WriteBatch(string path, IEnumerable<ShapeImage> images)
    {
        using var file = File.Create(path);
        foreach (var image in images)
        {
            file.WriteByte((byte)image.Label);
            file.Write(image.Pixels);
        }
    }

    private static void WriteArrays(string folder, string name, ShapeImage[] images)
    {
        const int Side = ShapeImage.Side;
        NpyFile.Write(Path.Combine(folder, $"{name}-images.npy"), [3, Side, Side], images.Select(i => i.Pixels));
        NpyFile.Write(Path.Combine(folder, $"{name}-masks.npy"), [Side, Side], images.Select(i => i.Mask));
    }
}
