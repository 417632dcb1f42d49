using ILGPU;
using ILGPU.Runtime;

namespace NetLang.Gpu.Tests.TestImplementation;

/// <summary>A device that says it is one of NVIDIA's, so that kernels and programs do what they do there.</summary>
internal sealed class CudaTestDevice : Device
{
    private CudaTestDevice(int groupSize, int warpSize)
        : base(AcceleratorType.Cuda, "test implementation", groupSize) => WarpSize = warpSize;

    public static Accelerator Create(int groupSize, int warpSize = 4)
    {
        var device = new CudaTestDevice(groupSize, warpSize);
        return device.CreateAccelerator(Context.Create(builder => builder.Add(device)));
    }
}
