using ILGPU.Runtime.Cuda;

namespace ILGPU.Runtime;

/// <summary>The kind of a device.</summary>
public enum AcceleratorType
{
    CPU,
    Cuda,
    OpenCL,
}

/// <summary>What an accelerator can be made of.</summary>
public abstract class Device(AcceleratorType type, string name, int maxNumThreadsPerGroup)
{
    public AcceleratorType AcceleratorType => type;

    public string Name => name;

    public int MaxNumThreadsPerGroup => maxNumThreadsPerGroup;

    /// <summary>Lanes that run in step.</summary>
    public int WarpSize { get; init; } = 4;

    /// <summary>Bytes.</summary>
    public long MemorySize { get; init; } = 1L << 30;

    /// <summary>Whether kernels may use <c>double</c>.</summary>
    public bool HasDoubles { get; init; } = true;

    public Accelerator CreateAccelerator(Context context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return type == AcceleratorType.Cuda ? new CudaAccelerator(this) : new Accelerator(this);
    }
}
