namespace NetLang.Compiler.Kernels;

/// <summary>How kernels are built.</summary>
public sealed record KernelOptions
{
    /// <summary>
    /// Several nodes a kernel; off, each node that is computed is a kernel of its own: the reference of tests.
    /// </summary>
    public bool Fuse { get; init; } = true;
}
