namespace NetLang.Compiler.Text;

/// <summary>
/// Paths in programs, with <c>/</c> between their parts on every system. They are joined as text: the compiler sees no
/// folder.
/// </summary>
public static class SourcePath
{
    /// <summary>Whether a path does not depend on where one is: <c>/data</c>, <c>C:/data</c>.</summary>
    public static bool IsRooted(string path) =>
        path is ['/' or '\\', ..] || (path is [var drive, ':', ..] && char.IsAsciiLetter(drive));

    /// <summary>
    /// The path of a file of data or weights, seen from the folder of the main file: it begins at the file that says it.
    /// </summary>
    /// <param name="written">Where it is written.</param>
    public static string FromMain(SourceSpan? written, string path)
    {
        var folder = written?.Source.Folder ?? ".";
        return folder == "." || IsRooted(path) ? path : $"{folder}/{path}";
    }

    /// <summary>The path of the folder that holds a file; empty for the current one.</summary>
    public static string Folder(string path) => path.LastIndexOf('/') switch
    {
        < 0 => "",
        0 => "/",
        var end => path[..end],
    };

    /// <summary>
    /// A path as seen from a folder, in its shortest form: <c>a/b</c> and <c>../c</c> give <c>a/c</c>.
    /// </summary>
    public static string Join(string folder, string path)
    {
        var whole = folder.Length == 0 ? path : $"{folder}/{path}";
        var root = whole.StartsWith('/') ? "/" : "";
        var parts = new List<string>();
        foreach (var part in whole.Split('/'))
        {
            if (part is "" or ".")
                continue;
            if (part != ".." || parts is not [.., not ".."])
                parts.Add(part);
            else
                parts.RemoveAt(parts.Count - 1);
        }

        if (root.Length > 0)
            parts.RemoveAll(part => part == ".."); // those that are left lead above the root
        return root + string.Join('/', parts) is { Length: > 0 } joined ? joined : ".";
    }
}
