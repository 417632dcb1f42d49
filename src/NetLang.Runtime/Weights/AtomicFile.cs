namespace NetLang.Runtime.Weights;

/// <summary>
/// Writes a file wholly or not at all: to a temporary file beside it, flushed to the disk, which then takes its name.
/// </summary>
internal static class AtomicFile
{
    /// <exception cref="NetLangException">It cannot be written; what was there before is unchanged.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        string? temporary = null;
        try
        {
            var full = Path.GetFullPath(path);
            var name = $".{Path.GetFileName(full)}.{Path.GetRandomFileName()}";
            temporary = Path.Combine(Path.GetDirectoryName(full) ?? full, name);
            using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16))
            {
                write(file);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, full, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new NetLangException(
                WeightErrors.Unwritable,
                $"'{path}' cannot be written: {error.Message}",
                "check that the folder exists, that you may write to it, and that the disk has room",
                error);
        }
        finally
        {
            // After a success it has its new name, and there is nothing to delete.
            TryDelete(temporary);
        }
    }

    private static void TryDelete(string? path)
    {
        try
        {
            if (path is not null)
                File.Delete(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The error that brought us here is the one to tell.
        }
    }
}
