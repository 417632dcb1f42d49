namespace NetLang.Runtime.Data.Images;

/// <summary>A picture in a file: PNG, or netpbm's PGM and PPM. What it is, its first bytes say, not its name.</summary>
internal static class ImageFile
{
    private const long LargestFile = 1 << 28;

    /// <summary>Endings of the names of such files.</summary>
    private static readonly string[] Endings = [".png", ".pgm", ".ppm", ".pnm"];

    private static readonly string[] OtherEndings = [".jpg", ".jpeg", ".gif", ".bmp", ".webp", ".tif", ".tiff", ".avif", ".heic"];

    /// <summary>Whether a file of that name is to be read as an image; one that only others can read is, too.</summary>
    public static bool IsImage(string path) => HasEnding(path, Endings) || HasEnding(path, OtherEndings);

    /// <summary>Reads a header, and lets the pixels be decoded.</summary>
    /// <exception cref="NetLangException">It cannot be read.</exception>
    public static T Read<T>(string path, Func<ImageDecoder, T> read) => DataFile.Read(path, file =>
    {
        if (file.Length > LargestFile)
            throw WrongFormat(path, $"it has {file.Length} bytes");
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        try
        {
            return read(Decoder(path, bytes));
        }
        catch (InvalidDataException error)
        {
            throw WrongFormat(path, error.Message);
        }
    });

    private static ImageDecoder Decoder(string path, byte[] bytes)
    {
        if (PngDecoder.Recognizes(bytes))
            return new PngDecoder(bytes);
        if (NetpbmDecoder.Recognizes(bytes))
            return NetpbmDecoder.Open(bytes);
        throw WrongFormat(
            path,
            HasEnding(path, OtherEndings)
                ? $"there is no decoder for *{Path.GetExtension(path)}"
                : "it does not begin as PNG, PGM or PPM files do");
    }

    private static bool HasEnding(string path, string[] endings) =>
        endings.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    private static NetLangException WrongFormat(string path, string problem) => new(
        DataErrors.WrongFormat,
        $"'{path}' is not an image that can be read: {problem}",
        "save it as PNG (not interlaced), or as PGM or PPM");
}
