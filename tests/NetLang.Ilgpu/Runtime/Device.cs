namespace ILGPU.Runtime;

/// <summary>The kind of a device.</summary>
public enum AcceleratorType
{
    CPU,
    Cuda,
    OpenCL,
}

/// <summary>What an accelerator can be made of.</summary>
public abstract class Device(int maxNumThreadsPerGroup)
{
    public int MaxNumThreadsPerGroup => maxNumThreadsPerGroup;

    public AcceleratorType AcceleratorType => AcceleratorType.CPU;

    public Accelerator CreateAccelerator(Context context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new(maxNumThreadsPerGroup);
    }
}
