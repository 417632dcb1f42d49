namespace NetLang.Cli;

/// <summary>
/// Does something with a file, and again each time that its text, or that of a file that it imports, has changed. It
/// compares texts, and asks nothing of the file system but those: so it does not matter how an editor replaces a file,
/// nor how often, and a file that is not there yet is watched like any other.
/// </summary>
internal static class SourceWatch
{
    /// <param name="action">Reads and compiles <paramref name="file"/>.</param>
    /// <param name="pause">Waits between two looks at the files; what it throws ends the watch.</param>
    public static void Run(SourceFile file, Action action, Action pause)
    {
        while (true)
        {
            action();
            WaitForChange(file.Texts, pause);
        }
    }

    /// <summary>Returns when texts differ from those that were read, and have stood still for a pause.</summary>
    private static void WaitForChange(IReadOnlyDictionary<string, string?> read, Action pause)
    {
        var last = read;
        while (true)
        {
            pause();
            var now = read.Keys.ToDictionary(path => path, path => SourceReader.ReadImport(path).Text);
            // Half a file, or none, is what an editor leaves for a moment while it writes.
            if (!AreSame(now, read) && AreSame(now, last))
                return;
            last = now;
        }
    }

    private static bool AreSame(
        IReadOnlyDictionary<string, string?> some, IReadOnlyDictionary<string, string?> others) =>
        some.All(text => others[text.Key] == text.Value);
}
