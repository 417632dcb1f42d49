namespace NetLang.Gpu;

using System.Collections.Generic;
using System.Linq;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;
using NetLang.Runtime;
using Chosen = NetLang.Runtime.Device;
using Found = ILGPU.Runtime.Device;

/// <summary>The devices of this machine, and the choice among them.</summary>
internal static class GpuDevices
{
    /// <summary>Lists all devices, each with its name, memory in bytes, and why it cannot be used, or null.</summary>
    public static IReadOnlyList<(Chosen Device, string Name, long Memory, string? Problem)> List()
    {
        using var context = Search();
        return
        [
            .. Of(context, DeviceKind.Cuda).Select((d, index) => (Chosen.Cuda(index), d.Name.Trim(), d.MemorySize, Problem(d))),
            .. Of(context, DeviceKind.OpenCL).Select((d, index) => (Chosen.OpenCL(index), d.Name.Trim(), d.MemorySize, Problem(d))),
        ];
    }

    /// <summary>Looks for devices.</summary>
    public static Context Search() => Context.Create(builder => builder
        .Cuda()
        // ILGPU would leave out those that it cannot compile for, without a word.
        .OpenCL(static _ => true)
        .EnableAlgorithms()
        // Below O2, ILGPU does not find out that buffers lie in global memory, and addresses them as any memory.
        .Optimize(OptimizationLevel.O2)
        // Kernels are kept here. Its own cache lets one at a time be compiled.
        .Caching(CachingMode.NoKernelCaching));

    /// <summary>Opens the device that is meant.</summary>
    /// <exception cref="NetLangException">There is none, or kernels cannot run on it.</exception>
    public static Accelerator Create(Context context, Chosen chosen)
    {
        var found = chosen == Chosen.Gpu ? Best(context) : Of(context, chosen.Kind).ElementAtOrDefault(chosen.Index);
        if (found is null)
            throw NotFound(context, chosen);
        var problem = Problem(found);
        try
        {
            if (problem is null)
                return found.CreateAccelerator(context);
        }
        catch (AcceleratorException failure)
        {
            problem = failure.Message;
        }

        throw new NetLangException(
            ExecutionErrors.NoGpu,
            $"{chosen}, {found.Name.Trim()}, cannot be used: {problem}",
            "update its driver, or choose another device: `netlangc devices` lists them");
    }

    // CUDA has cuBLAS, and what OpenCL lists may be a processor.
    private static Found? Best(Context context) =>
        Of(context, DeviceKind.Cuda).MaxBy(d => d.MemorySize)
        ?? Of(context, DeviceKind.OpenCL)
            .Where(d => Problem(d) is null && ((CLDevice)d).DeviceType.HasFlag(CLDeviceType.CL_DEVICE_TYPE_GPU))
            .MaxBy(d => d.MemorySize);

    private static List<Found> Of(Context context, DeviceKind kind)
    {
        var devices = new List<Found>();
        if (kind == DeviceKind.Cuda)
        {
            foreach (var device in context.GetDevices<CudaDevice>())
                devices.Add(device);
        }
        else
        {
            foreach (var device in context.GetDevices<CLDevice>())
                devices.Add(device);
        }

        return devices;
    }

    private static string? Problem(Found device) => device is CLDevice { Capabilities.GenericAddressSpace: false }
        ? "its OpenCL driver has no generic address space"
        : null;

    private static NetLangException NotFound(Context context, Chosen chosen)
    {
        var unfit = Of(context, DeviceKind.OpenCL).Select(d => $"{d.Name.Trim()}: {Problem(d) ?? "no graphics card"}");
        var seen = chosen == Chosen.Gpu ? string.Join("; ", unfit) : "";
        return new(
            ExecutionErrors.NoGpu,
            chosen == Chosen.Gpu
                ? "no GPU was found: neither a CUDA device nor an OpenCL one with generic address space"
                    + (seen.Length > 0 ? $" (there is {seen})" : "")
                : $"there is no device {chosen}",
            "install the driver of the card (for OpenCL on Linux ILGPU looks for a file libOpenCL.so, which a package such "
            + "as ocl-icd-opencl-dev has), or choose another device: `netlangc devices` lists them, Device.Cpu needs none");
    }
}
