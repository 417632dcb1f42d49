namespace NetLang.Gpu;

/// <summary>Constants that kernels bake in.</summary>
internal static class GpuLimits
{
    /// <summary>Lanes of a group at most: what shared memory is allocated for.</summary>
    public const int GroupSize = 256;

    /// <summary>Groups of a launch at most; kernels loop over the rest.</summary>
    public const int Groups = 4096;
}
