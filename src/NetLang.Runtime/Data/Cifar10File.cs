namespace NetLang.Runtime.Data;

/// <summary>
/// The binary version of CIFAR-10: records of a label and 32x32 pixels, first all red, then all green, then all blue
/// values.
/// </summary>
internal static class Cifar10File
{
    private const int Pixels = 3 * 32 * 32;
    private const int Record = 1 + Pixels;

    /// <summary>The classes, in the order of their labels.</summary>
    public static string[] ClassNames { get; } =
        ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"];

    /// <summary>The records of all files, one behind the other.</summary>
    /// <exception cref="NetLangException">A file cannot be read, or is no such file.</exception>
    public static Dataset Read(IReadOnlyList<string> paths)
    {
        var counts = paths.Select(path => DataFile.Read(path, file => Records(path, file.Length))).ToArray();
        var count = counts.Sum();
        if (count * Pixels > Array.MaxLength)
            throw new NetLangException(
                DataErrors.TooLarge,
                $"the {paths.Count} files hold {count:N0} images, and a column holds {Array.MaxLength / Pixels:N0} of these at most",
                "name fewer files");
        var images = new byte[count * Pixels];
        var labels = new byte[count];
        var first = 0;
        foreach (var (path, records) in paths.Zip(counts))
        {
            Read(path, images.AsMemory(first * Pixels), labels.AsMemory(first, (int)records));
            first += (int)records;
        }

        return new(DataColumn.Create("images", images, 3, 32, 32), DataColumn.Create("labels", labels));
    }

    private static bool Read(string path, Memory<byte> images, Memory<byte> labels) => DataFile.Read(path, file =>
    {
        for (var record = 0; record < labels.Length; record++)
        {
            file.ReadExactly(labels.Span.Slice(record, 1));
            if (labels.Span[record] >= ClassNames.Length)
                throw WrongFormat(path, $"record {record + 1} has label {labels.Span[record]}, and there are 10 classes");
            file.ReadExactly(images.Span.Slice(record * Pixels, Pixels));
        }

        return true;
    });

    private static long Records(string path, long bytes) => bytes > 0 && bytes % Record == 0
        ? bytes / Record
        : throw WrongFormat(path, $"it has {bytes:N0} bytes, which is no multiple of {Record}, the size of a record");

    private static NetLangException WrongFormat(string path, string problem) => new(
        DataErrors.WrongFormat,
        $"'{path}' is not a file of CIFAR-10 that can be read: {problem}",
        "take the files data_batch_1.bin to data_batch_5.bin and test_batch.bin out of cifar-10-binary.tar.gz");
}
