using Microsoft.CodeAnalysis;
using NetLang.Runtime;

namespace NetLang.Cli;

/// <summary>What emitted code is compiled against: the framework's reference assemblies and NetLang.Runtime.</summary>
internal static class ReferenceAssemblies
{
    public static IReadOnlyList<MetadataReference> Load() =>
    [
        .. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "ref"), "*.dll")
            .Append(typeof(ElementType).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];
}
