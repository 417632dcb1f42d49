using System.Text;
using NetLang.Compiler.Text;
using NetLang.Runtime;

namespace NetLang.Cli;

/// <summary>Reads the text of <c>.net</c> files.</summary>
internal static class SourceReader
{
    // A model is a page of text. More than this is a mistake, and would only cost memory.
    private const long LargestSource = 16 << 20;

    private static readonly UTF8Encoding StrictUtf8 =
        new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="NetLangException">The file cannot be read, or is no text.</exception>
    public static string Read(string path) => Decode(path, ReadBytes(path));

    /// <summary>The content of a file, or of <paramref name="input"/> in its place.</summary>
    /// <exception cref="NetLangException">It cannot be read, or is too large for a model.</exception>
    public static byte[] ReadBytes(string path, Stream? input = null)
    {
        try
        {
            if (input is null && Directory.Exists(path))
                throw new IOException("It is a folder.");
            using var source = input ?? File.OpenRead(path);
            return ReadBytes(source) ?? throw new NetLangException(
                CliErrors.SourceTooLarge, $"{path} is larger than 16 MiB", "is it a model?");
        }
        catch (Exception failure) when (IsOfTheFile(failure))
        {
            throw new NetLangException(
                CliErrors.SourceUnreadable,
                $"cannot read {path}: {failure.Message}",
                "give the path of a .net file; `netlangc new NAME` writes a first one",
                failure);
        }
    }

    /// <summary>Reads a file for the compiler.</summary>
    public static LoadedText ReadImport(string path)
    {
        if (Directory.Exists(path))
            return new(null, $"{path} is a folder", "name a file in it");
        if (!File.Exists(path))
            return new(null, $"there is no file {path}", NearestFile(path));
        try
        {
            return new(Read(path));
        }
        catch (NetLangException failure)
        {
            return new(null, failure.Problem, failure.Help);
        }
    }

    // What the file system says it holds is not asked: a device has no length, and no end. Null where it is too large.
    private static byte[]? ReadBytes(Stream source)
    {
        using var content = new MemoryStream();
        var chunk = new byte[1 << 16];
        for (int read; (read = source.Read(chunk)) > 0;)
        {
            content.Write(chunk, 0, read);
            if (content.Length > LargestSource)
                return null;
        }

        return content.ToArray();
    }

    /// <summary>The content as text, without a byte order mark.</summary>
    /// <exception cref="NetLangException">It is no text.</exception>
    public static string Decode(string path, byte[] content)
    {
        var isUtf16 = content.AsSpan().StartsWith(Encoding.Unicode.Preamble)
            || content.AsSpan().StartsWith(Encoding.BigEndianUnicode.Preamble);
        if (isUtf16)
            throw new NetLangException(CliErrors.SourceNotText, $"{path} is UTF-16 text", "save it as UTF-8 in your editor");
        if (content.Contains((byte)0))
        {
            throw new NetLangException(
                CliErrors.SourceNotText,
                $"{path} is not text: it holds bytes of value 0",
                "give a .net file; this is an assembly, data or weights, or was damaged");
        }

        try
        {
            var start = content.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? 3 : 0;
            return StrictUtf8.GetString(content.AsSpan(start));
        }
        catch (DecoderFallbackException failure)
        {
            throw new NetLangException(
                CliErrors.SourceNotText,
                $"{path} is not UTF-8 text",
                "give a .net file; if it is one, save it as UTF-8",
                failure);
        }
    }

    /// <summary>"did you mean" a <c>.net</c> file of the same folder; null where none is near.</summary>
    private static string? NearestFile(string path)
    {
        try
        {
            var folder = Path.GetDirectoryName(path) is { Length: > 0 } named ? named : ".";
            var names = Directory.EnumerateFiles(folder, "*.net").Select(file => Path.GetFileName(file));
            return Suggestion.DidYouMean(Path.GetFileName(path), names);
        }
        catch (Exception failure) when (IsOfTheFile(failure))
        {
            return null;
        }
    }

    private static bool IsOfTheFile(Exception failure) =>
        failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;
}
