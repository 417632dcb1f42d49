using System.Collections.Immutable;

namespace NetLang.Compiler.Codegen.Gpu;

/// <summary>The GPU runtime's C# files, which go into every assembly with GPU code.</summary>
public static class GpuSources
{
    private const string Folder = "NetLang.Gpu/";

    public static ImmutableArray<EmittedSource> Files { get; } =
    [
        .. from resource in typeof(GpuSources).Assembly.GetManifestResourceNames()
           where resource.StartsWith(Folder, StringComparison.Ordinal)
           orderby resource
           select new EmittedSource(resource, Read(resource)),
    ];

    private static string Read(string resource)
    {
        using var reader = new StreamReader(typeof(GpuSources).Assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
