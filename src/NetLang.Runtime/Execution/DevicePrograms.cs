namespace NetLang.Runtime.Execution;

/// <summary>A model's programs for each device that its assembly was built for.</summary>
/// <param name="model">The model's name, for messages.</param>
/// <param name="cpu">Makes those of the processor; null where there are none.</param>
/// <param name="gpu">
/// Finds a GPU and makes those; null where there are none. Not called unless that device is chosen.
/// </param>
public sealed class DevicePrograms(string model, Func<ModelPrograms>? cpu, Func<ModelPrograms>? gpu)
{
    /// <summary>The programs of a device.</summary>
    /// <param name="device">Null for the processor, or for the GPU where there is code for no other.</param>
    /// <exception cref="NetLangException">There is no code for it, or it cannot be had.</exception>
    public ModelPrograms On(Device? device)
    {
        device ??= cpu is null ? Device.Gpu : Device.Cpu;
        var create = device == Device.Cpu ? cpu : gpu;
        if (create is null)
        {
            var other = device == Device.Cpu ? Device.Gpu : Device.Cpu;
            throw new NetLangException(
                ExecutionErrors.NotBuiltForDevice,
                $"{model} was built for the {other} alone, and is to run on the {device}",
                $"build it with --target cpu,gpu, or choose the {other}");
        }

        try
        {
            return create();
        }
        catch (Exception failure) when (failure is FileNotFoundException or FileLoadException && device == Device.Gpu)
        {
            throw new NetLangException(
                ExecutionErrors.IlgpuMissing,
                $"{model} cannot run on the GPU: {failure.Message}",
                "add the packages ILGPU and ILGPU.Algorithms, version 1.5.3, to the app",
                failure);
        }
    }
}
