using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;

namespace NetLang.Gpu.Tests.Models;

/// <summary>The <c>.net</c> files of the gallery.</summary>
internal static class ExampleFiles
{
    public static string Folder { get; } = FolderOf();

    public static IEnumerable<string> Paths =>
        Directory.EnumerateFiles(Folder, "*.net", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    private static string FolderOf([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "../../../examples"));
}
