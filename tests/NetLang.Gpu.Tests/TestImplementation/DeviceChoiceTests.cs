using System.Linq;
using ILGPU;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;
using NetLang.Runtime;
using Xunit;
using Chosen = NetLang.Runtime.Device;
using Found = ILGPU.Runtime.Device;

namespace NetLang.Gpu.Tests.TestImplementation;

/// <summary>Which of a machine's devices a model gets, and what is said where it gets none.</summary>
public sealed class DeviceChoiceTests
{
    private static readonly Found Processor = new CLDevice("pocl", CLDeviceType.CL_DEVICE_TYPE_CPU, true) { MemorySize = 1L << 40 };
    private static readonly Found Old = new CLDevice("Old card", CLDeviceType.CL_DEVICE_TYPE_GPU, false) { MemorySize = 1L << 39 };
    private static readonly Found Small = new CLDevice("Small card", CLDeviceType.CL_DEVICE_TYPE_GPU, true) { MemorySize = 1 };
    private static readonly Found Card = new CLDevice("Card", CLDeviceType.CL_DEVICE_TYPE_GPU, true) { MemorySize = 2 };
    private static readonly Found Nvidia = new CudaDevice("NVIDIA");

    [Fact]
    public void The_best_is_a_card_that_can_be_used_and_no_processor()
    {
        Assert.Equal("Card", Open(Chosen.Gpu, Processor, Old, Small, Card));
        Assert.Equal("NVIDIA", Open(Chosen.Gpu, Processor, Card, Nvidia));
    }

    [Fact]
    public void A_number_counts_those_of_its_kind()
    {
        Assert.Equal("pocl", Open(Chosen.OpenCL(0), Nvidia, Processor, Card));
        Assert.Equal("Card", Open(Chosen.OpenCL(1), Nvidia, Processor, Card));
        Assert.Equal("NVIDIA", Open(Chosen.Cuda(0), Processor, Nvidia));
    }

    [Fact]
    public void Where_there_is_none_the_message_says_what_there_is()
    {
        Assert.Contains("there is no device cuda:1", Failure(Chosen.Cuda(1), Nvidia), System.StringComparison.Ordinal);
        Assert.Contains("no GPU was found", Failure(Chosen.Gpu), System.StringComparison.Ordinal);
        Assert.Contains("(there is pocl: no graphics card)", Failure(Chosen.Gpu, Processor), System.StringComparison.Ordinal);
        Assert.Contains(
            "opencl:0, Old card, cannot be used: its OpenCL driver has no generic address space",
            Failure(Chosen.OpenCL(0), Old),
            System.StringComparison.Ordinal);
    }

    private static Context With(Found[] devices) => Context.Create(builder => devices.ToList().ForEach(d => builder.Add(d)));

    private static string Open(Chosen chosen, params Found[] devices)
    {
        using var context = With(devices);
        using var accelerator = GpuDevices.Create(context, chosen);
        return accelerator.Name;
    }

    private static string Failure(Chosen chosen, params Found[] devices)
    {
        using var context = With(devices);
        var failure = Assert.Throws<NetLangException>(() => GpuDevices.Create(context, chosen));
        Assert.Equal(ExecutionErrors.NoGpu, failure.Error);
        return failure.Problem;
    }
}
