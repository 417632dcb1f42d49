namespace ILGPU.Runtime.OpenCL;

/// <summary>What a device of OpenCL is.</summary>
[Flags]
public enum CLDeviceType
{
    CL_DEVICE_TYPE_CPU = 2,
    CL_DEVICE_TYPE_GPU = 4,
}

/// <summary>What a device of OpenCL has.</summary>
public sealed record CLCapabilityContext(bool GenericAddressSpace);

/// <summary>A device that OpenCL drives.</summary>
public sealed class CLDevice(string name, CLDeviceType type, bool genericAddressSpace)
    : Device(AcceleratorType.OpenCL, name, 64)
{
    public CLDeviceType DeviceType => type;

    public CLCapabilityContext Capabilities { get; } = new(genericAddressSpace);
}

/// <summary>Devices of OpenCL; there is none unless a test adds it.</summary>
public static class CLContextExtensions
{
    public static Context.Builder OpenCL(this Context.Builder builder, Predicate<CLDevice> predicate) => builder;
}
