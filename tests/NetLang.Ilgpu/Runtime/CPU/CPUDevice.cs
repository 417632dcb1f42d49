namespace ILGPU.Runtime.CPU;

/// <summary>A device whose groups have at most so many lanes: those of a warp times the warps.</summary>
public sealed class CPUDevice : Device
{
    public CPUDevice(int numThreadsPerWarp, int numWarpsPerMultiprocessor, int numMultiprocessors)
        : base(AcceleratorType.CPU, "test implementation", numThreadsPerWarp * numWarpsPerMultiprocessor)
    {
        WarpSize = numThreadsPerWarp;
        NumMultiprocessors = numMultiprocessors;
    }

    public int NumMultiprocessors { get; }
}

/// <summary>CPU devices of a context.</summary>
public static class CPUContextExtensions
{
    public static Context.Builder CPU(this Context.Builder builder, CPUDevice device)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(device);
    }

    public static Accelerator CreateCPUAccelerator(this Context context, int cpuDeviceIndex)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.GetDevices<CPUDevice>().ElementAt(cpuDeviceIndex).CreateAccelerator(context);
    }
}
