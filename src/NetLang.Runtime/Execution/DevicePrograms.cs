namespace NetLang.Runtime.Execution;

/// <summary>A model's programs for each device that its assembly was built for.</summary>
/// <param name="model">The model's name, for messages.</param>
/// <param name="cpu">Makes those of the processor; null where there are none.</param>
/// <param name="gpu">
/// Finds a GPU and makes those for it; null where there are none. Not called unless such a device is chosen.
/// </param>
public sealed class DevicePrograms(string model, Func<ModelPrograms>? cpu, Func<Device, ModelPrograms>? gpu)
{
    /// <summary>The programs of a device.</summary>
    /// <param name="device">Null for the processor, or for the GPU where there is code for no other.</param>
    /// <exception cref="NetLangException">There is no code for it, or it cannot be had.</exception>
    public ModelPrograms On(Device? device)
    {
        device ??= cpu is null ? Device.Gpu : Device.Cpu;
        if (device != Device.GpuOrCpu || cpu is null)
            return device == Device.Cpu ? OnCpu() : OnGpu(device);
        if (gpu is null)
            return cpu();
        try
        {
            return OnGpu(Device.Gpu);
        }
        catch (NetLangException failure)
            when (failure.Error == ExecutionErrors.NoGpu || failure.Error == ExecutionErrors.IlgpuMissing)
        {
            return cpu();
        }
    }

    private ModelPrograms OnCpu() => cpu is null ? throw NotBuiltFor(Device.Cpu, but: Device.Gpu) : cpu();

    private ModelPrograms OnGpu(Device device)
    {
        if (gpu is null)
            throw NotBuiltFor(device, but: Device.Cpu);
        try
        {
            return gpu(device == Device.GpuOrCpu ? Device.Gpu : device);
        }
        catch (Exception failure) when (failure is FileNotFoundException or FileLoadException)
        {
            throw new NetLangException(
                ExecutionErrors.IlgpuMissing,
                $"{model} cannot run on the GPU: {failure.Message}",
                "add the packages ILGPU and ILGPU.Algorithms, version 1.5.3, to the app",
                failure);
        }
    }

    private NetLangException NotBuiltFor(Device device, Device but) => new(
        ExecutionErrors.NotBuiltForDevice,
        $"{model} was built for the {but} alone, and is to run on the {device}",
        $"build it with --target cpu,gpu, or choose the {but}");
}
