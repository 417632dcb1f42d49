using System.Runtime.CompilerServices;

namespace NetLang.Testing;

/// <summary>
/// Programs that write their own parts (layers, losses, optimizers, …) or say what happens to weights, in files of the
/// folder UserPrograms, each with one model.
/// </summary>
public static class UserProgram
{
    private static readonly string Folder = FolderOf();

    /// <summary>The names of all.</summary>
    public static IEnumerable<string> Names => Directory.EnumerateFiles(Folder, "*.net")
        .Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    /// <summary>The text of one.</summary>
    public static string Read(string name) => File.ReadAllText(Path.Combine(Folder, name + ".net"));

    private static string FolderOf([CallerFilePath] string file = "") =>
        Path.Combine(Path.GetDirectoryName(file)!, "UserPrograms");
}
