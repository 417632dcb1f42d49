using NetLang.Runtime;

namespace NetLang.Cli;

/// <summary>Writes files whole or not at all.</summary>
internal static class OutputFile
{
    public static void Write(string path, byte[] content)
    {
        var temporary = path + ".tmp";
        try
        {
            using (var stream = File.Create(temporary))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            TryDelete(temporary);
            throw new NetLangException(
                CliErrors.OutputUnwritable,
                $"cannot write {path}: {failure.Message}",
                "choose a path in a folder that exists and that you may write to",
                failure);
        }
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // What could not be written can seldom be deleted; the first failure is the one to report.
        }
    }
}
