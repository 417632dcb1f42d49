namespace ILGPU.Runtime.CPU;

/// <summary>Makes the test device.</summary>
public static class CPUDevices
{
    /// <param name="maxNumThreadsPerGroup">The largest group; ILGPU's own CPU device has 16 by default.</param>
    public static Accelerator CreateCPUAccelerator(this Context context, int maxNumThreadsPerGroup = 16)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new Accelerator(maxNumThreadsPerGroup);
    }
}
