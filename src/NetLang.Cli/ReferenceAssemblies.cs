using Microsoft.CodeAnalysis;
using NetLang.Compiler.Codegen;
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

    private static readonly Lazy<Task> Rehearsed = new(() => Task.Run(() => Rehearsal.Run(Always)));

    /// <summary>
    /// Begins to load what compiles emitted code, on a processor that would be idle while a file is analysed. To be
    /// called by what will compile.
    /// </summary>
    public static void Rehearse()
    {
        if (Environment.ProcessorCount > 1)
            _ = Rehearsed.Value; // nobody waits for it, or asks whether it failed
    }

    /// <param name="further">Paths of others.</param>
    public static IReadOnlyList<MetadataReference> Load(params IEnumerable<string> further) =>
        [.. Always, .. further.Select(path => MetadataReference.CreateFromFile(path))];
}
