namespace ILGPU;

/// <summary>What ILGPU keeps on its own.</summary>
public enum CachingMode
{
    Default,
    NoKernelCaching,
}
