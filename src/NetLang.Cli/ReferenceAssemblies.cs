using Microsoft.CodeAnalysis;
using NetLang.Runtime;

namespace NetLang.Cli;

/// <summary>What emitted code is compiled against: the framework's reference assemblies and NetLang.Runtime.</summary>
internal static class ReferenceAssemblies
{
    private static readonly IReadOnlyList<MetadataReference> Always =
    [
        .. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "ref"), "*.dll")
            .Append(typeof(ElementType).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <param name="further">Paths of others.</param>
    public static IReadOnlyList<MetadataReference> Load(params IEnumerable<string> further) =>
        [.. Always, .. further.Select(path => MetadataReference.CreateFromFile(path))];
}
