using NetLang.Runtime;

namespace NetLang.Cli;

/// <summary>Writes files that belong together: all of them whole, or none.</summary>
internal static class OutputFile
{
    public static void Write(params IReadOnlyList<(string Path, byte[] Content)> files)
    {
        var written = new List<string>();
        var path = "";
        try
        {
            foreach (var file in files)
            {
                path = file.Path;
                if (Directory.Exists(path))
                    throw new IOException("a folder of this name exists");
                var temporary = Temporary(path);
                written.Add(temporary);
                using var stream = File.Create(temporary);
                stream.Write(file.Content);
                stream.Flush(flushToDisk: true);
            }

            foreach (var file in files)
            {
                path = file.Path;
                File.Move(Temporary(path), path, overwrite: true);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            written.ForEach(TryDelete);
            throw new NetLangException(
                CliErrors.OutputUnwritable,
                $"cannot write '{path}': {failure.Message}",
                "choose a path in a folder that exists and that you may write to",
                failure);
        }
    }

    private static string Temporary(string path) => $"{path}.{Environment.ProcessId}.tmp";

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
