using NetLang.Runtime;

namespace NetLang.Cli;

/// <summary>
/// Writes files that belong together: all of them whole, or none. Folders that do not exist are made; a file that exists
/// keeps its permissions, and a link its target.
/// </summary>
internal static class OutputFile
{
    /// <summary>Finds out before hours of training whether its result can be written.</summary>
    public static void CheckWritable(string path)
    {
        try
        {
            using var probe = Create(Target(path));
        }
        catch (Exception failure) when (IsOfTheFile(failure))
        {
            throw Unwritable(path, failure);
        }

        File.Delete(Temporary(Target(path)));
    }

    public static void Write(params IReadOnlyList<(string Path, byte[] Content)> files)
    {
        var written = new List<string>();
        var path = "";
        try
        {
            foreach (var file in files)
            {
                path = Target(file.Path);
                written.Add(Temporary(path));
                using var stream = Create(path);
                stream.Write(file.Content);
                stream.Flush(flushToDisk: true);
            }

            foreach (var file in files)
            {
                path = Target(file.Path);
                File.Move(Temporary(path), path, overwrite: true);
            }
        }
        catch (Exception failure) when (IsOfTheFile(failure))
        {
            written.ForEach(TryDelete);
            throw Unwritable(path, failure);
        }
    }

    private static FileStream Create(string path)
    {
        if (Directory.Exists(path))
            throw new IOException("a folder of this name exists");
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var file = File.Create(Temporary(path));
        if (!OperatingSystem.IsWindows() && File.Exists(path))
            File.SetUnixFileMode(file.SafeFileHandle, File.GetUnixFileMode(path));
        return file;
    }

    /// <summary>Where a link leads.</summary>
    private static string Target(string path) =>
        new FileInfo(path) is { LinkTarget: not null } link ? link.ResolveLinkTarget(returnFinalTarget: true)!.FullName : path;

    private static bool IsOfTheFile(Exception failure) =>
        failure is IOException or UnauthorizedAccessException or ArgumentException;

    private static NetLangException Unwritable(string path, Exception failure) => new(
        CliErrors.OutputUnwritable,
        $"cannot write '{path}': {failure.Message}",
        "choose a path in a folder that you may write to",
        failure);

    private static string Temporary(string path) => $"{path}.{Environment.ProcessId}.tmp";

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception failure) when (IsOfTheFile(failure))
        {
            // What could not be written can seldom be deleted; the first failure is the one to report.
        }
    }
}
