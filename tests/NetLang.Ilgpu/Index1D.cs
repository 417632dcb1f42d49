namespace ILGPU;

/// <summary>A position in a one-dimensional grid.</summary>
public readonly record struct Index1D(int X)
{
    public static implicit operator int(Index1D index) => index.X;

    public static implicit operator Index1D(int value) => new(value);
}

/// <summary>A position in a grid; of kernels with one dimension only X counts.</summary>
public readonly record struct Index3D(int X, int Y, int Z);

/// <summary>The extents of a launch: groups, and lanes a group.</summary>
public readonly record struct KernelConfig(Index1D GridDim, Index1D GroupDim);
