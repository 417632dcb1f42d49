namespace NetLang.Runtime.Generator;

/// <summary>All that the generator writes.</summary>
public static class GeneratedFiles
{
    /// <summary>File names and texts.</summary>
    public static IEnumerable<(string Name, string Text)> All() => VectorStructs.Files().Concat(MicroKernels.Files());
}
