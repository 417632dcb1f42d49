using System.IO.Compression;
using System.Runtime.InteropServices;

namespace NetLang.Runtime.Data;

/// <summary>A file of data, opened so that every failure of the system becomes one of our errors.</summary>
internal static class DataFile
{
    // Deflate cannot shrink further than this, so a header that promises more is wrong.
    private const long LargestRatio = 1032;

    public static T Read<T>(string path, Func<Stream, T> read)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
            return read(file);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new NetLangException(
                DataErrors.MissingFile,
                $"there is no file '{path}'",
                $"the path in full is '{Path.GetFullPath(path)}'; correct it or give another data folder",
                error);
        }
        catch (EndOfStreamException error)
        {
            throw new NetLangException(
                DataErrors.TruncatedFile, $"'{path}' ends too early", "fetch or write the file again", error);
        }
        catch (InvalidDataException error)
        {
            throw new NetLangException(
                DataErrors.WrongFormat,
                $"'{path}' is damaged: {error.Message}",
                "fetch or write the file again",
                error);
        }
        // What is not supported is to ask a pipe for its length, or to go back in it.
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new NetLangException(
                DataErrors.UnreadableFile,
                $"'{path}' cannot be read: {error.Message}",
                "check that it is a file and that you may read it",
                error);
        }
    }

    /// <summary>The stream itself, or what it holds where it is gzip.</summary>
    public static Stream Decompress(Stream file)
    {
        var isGzip = file.ReadByte() == 0x1f && file.ReadByte() == 0x8b;
        file.Position = 0;
        return isGzip ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    /// <summary>Reads all elements that a header promises, and checks before that the file can hold them.</summary>
    /// <param name="file">The file itself, for its length.</param>
    /// <param name="stream">The file, or what it holds.</param>
    /// <exception cref="EndOfStreamException">There are fewer.</exception>
    public static T[] ReadElements<T>(Stream file, Stream stream, long count)
        where T : unmanaged
    {
        var size = ElementTypes.Of<T>().Size();
        var ratio = ReferenceEquals(file, stream) ? 1 : LargestRatio;
        if (count > Array.MaxLength || count * size / ratio > file.Length)
            throw new EndOfStreamException();
        var values = new T[count];
        const int chunk = 1 << 20; // a span of bytes over the whole array could be too long
        for (var start = 0; start < values.Length; start += chunk)
        {
            var part = values.AsSpan(start, Math.Min(chunk, values.Length - start));
            stream.ReadExactly(MemoryMarshal.AsBytes(part));
        }

        return values;
    }
}
