namespace ILGPU.Runtime.Cuda;

/// <summary>What calls itself one of NVIDIA's devices.</summary>
public sealed class CudaAccelerator(Device device) : Accelerator(device)
{
    /// <summary>How many products libraries have computed on it.</summary>
    public int Products { get; private set; }

    /// <summary>A library computes a product, in order with the launches of the default stream.</summary>
    public void BeginProduct()
    {
        DefaultStream.BeginLaunch();
        Products++;
    }

    public long GetFreeMemory() => MemorySize - AllocatedBytes;
}

/// <summary>A device that CUDA drives.</summary>
public sealed class CudaDevice(string name) : Device(AcceleratorType.Cuda, name, 64);

/// <summary>Devices of NVIDIA's; there is none unless a test adds it.</summary>
public static class CudaContextExtensions
{
    public static Context.Builder Cuda(this Context.Builder builder) => builder;
}
