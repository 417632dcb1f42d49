namespace NetLang.Gpu;

/// <summary>Constants that kernels bake in.</summary>
internal static class GpuLimits
{
    /// <summary>Lanes of a group at most: what shared memory is allocated for.</summary>
    public const int GroupSize = 256;

    /// <summary>Lanes along a row or a column of a matrix product's tile at most: those of a group stand in a square.</summary>
    public const int TileLanes = 16;

    /// <summary>
    /// Bytes of shared memory that kernels of one launch take together at most: the least that OpenCL has on a graphics
    /// card. CUDA gives any group 48 KiB.
    /// </summary>
    public const int SharedBytes = 32 * 1024;

    /// <summary>
    /// Lanes of a group that stand side by side where columns are reduced: what they read of a row is the least that memory
    /// gives at once, and few columns are many groups all the same.
    /// </summary>
    public const int ColumnLanes = 8;

    /// <summary>Groups of a kernel at most; it loops over the rest.</summary>
    public const int Groups = 4096;
}
