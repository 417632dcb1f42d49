using System.Text;

namespace NetLang.Runtime.Data.Texts;

/// <summary>A file of text, which is UTF-8, or begins with the mark of UTF-16 or UTF-32.</summary>
internal static class TextFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="NetLangException">There is no such file, or it is no text.</exception>
    public static T Read<T>(string path, Func<StreamReader, T> read) => DataFile.Read(path, file =>
    {
        try
        {
            using var reader = new StreamReader(file, Utf8, detectEncodingFromByteOrderMarks: true, 1 << 16);
            return read(reader);
        }
        catch (DecoderFallbackException error)
        {
            throw new NetLangException(
                DataErrors.WrongFormat, $"'{path}' is not UTF-8: {error.Message}", "save it as UTF-8, or read it as `Bytes`", error);
        }
    });

    /// <summary>
    /// All of a text that is to be small; null where it is longer, of which no more is read: a pipe tells no length, and a device may
    /// have no end.
    /// </summary>
    /// <param name="most">Characters.</param>
    public static string? All(StreamReader text, int most)
    {
        var (all, part) = (new StringBuilder(), new char[1 << 16]);
        while (text.Read(part) is > 0 and var count)
        {
            if (all.Append(part, 0, count).Length > most)
                return null;
        }

        return all.ToString();
    }
}
