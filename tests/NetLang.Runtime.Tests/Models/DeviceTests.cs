using NetLang.Runtime.Execution;
using Xunit;

namespace NetLang.Runtime.Tests.Models;

/// <summary>Which programs a model gets for the device that its app asks for.</summary>
public class DeviceTests
{
    private static readonly ModelPrograms Cpu = new() { Initialize = new(new LineInitialize()), Predict = new(new LinePredict()) };
    private static readonly ModelPrograms Gpu = new() { Initialize = new(new LineInitialize()), Predict = new(new LinePredict()) };

    [Fact]
    public void Where_there_is_a_choice_it_is_the_processor()
    {
        var programs = new DevicePrograms("Line", () => Cpu, _ => throw new InvalidOperationException("touched"));
        Assert.Same(Cpu, programs.On(null));
        Assert.Same(Cpu, programs.On(Device.Cpu));
    }

    [Fact]
    public void The_gpu_is_used_when_asked_for_and_where_there_is_nothing_else()
    {
        Assert.Same(Gpu, new DevicePrograms("Line", () => Cpu, _ => Gpu).On(Device.Gpu));
        Assert.Same(Gpu, new DevicePrograms("Line", null, _ => Gpu).On(null));
    }

    [Fact]
    public void Nothing_falls_back()
    {
        var onGpu = Assert.Throws<NetLangException>(() => new DevicePrograms("Line", () => Cpu, null).On(Device.Gpu));
        Assert.Equal(ExecutionErrors.NotBuiltForDevice, onGpu.Error);
        Assert.Equal("Line was built for the cpu alone, and is to run on the gpu", onGpu.Problem);
        var onCpu = Assert.Throws<NetLangException>(() => new DevicePrograms("Line", null, _ => Gpu).On(Device.Cpu));
        Assert.Equal("Line was built for the gpu alone, and is to run on the cpu", onCpu.Problem);
    }

    [Fact]
    public void A_missing_ILGPU_is_an_error_of_its_own()
    {
        var programs = new DevicePrograms("Line", () => Cpu, _ => throw new FileNotFoundException("no ILGPU"));
        var failure = Assert.Throws<NetLangException>(() => programs.On(Device.Gpu));
        Assert.Equal(ExecutionErrors.IlgpuMissing, failure.Error);
    }

    [Fact]
    public void Who_asks_for_it_gets_the_processor_where_there_is_no_GPU()
    {
        Assert.Same(Gpu, new DevicePrograms("Line", () => Cpu, _ => Gpu).On(Device.GpuOrCpu));
        Assert.Same(Gpu, new DevicePrograms("Line", null, _ => Gpu).On(Device.GpuOrCpu));
        Assert.Same(Cpu, new DevicePrograms("Line", () => Cpu, null).On(Device.GpuOrCpu));
        Assert.Same(Cpu, Without(new FileNotFoundException("no ILGPU")).On(Device.GpuOrCpu));
        Assert.Same(Cpu, Without(new NetLangException(ExecutionErrors.NoGpu, "none", "")).On(Device.GpuOrCpu));
        var full = new NetLangException(ExecutionErrors.NoDeviceMemory, "full", "");
        Assert.Same(full, Assert.Throws<NetLangException>(() => Without(full).On(Device.GpuOrCpu)));

        static DevicePrograms Without(Exception reason) => new("Line", () => Cpu, _ => throw reason);
    }

    [Fact]
    public void A_card_is_chosen_by_its_number()
    {
        Device? asked = null;
        var programs = new DevicePrograms("Line", () => Cpu, device =>
        {
            asked = device;
            return Gpu;
        });
        foreach (var device in new[] { Device.Gpu, Device.Cuda(1), Device.OpenCL(0) })
        {
            Assert.Same(Gpu, programs.On(device));
            Assert.Equal(device, asked);
        }
    }

    [Theory]
    [InlineData("cpu")]
    [InlineData("gpu")]
    [InlineData("gpu-or-cpu")]
    [InlineData("cuda:0")]
    [InlineData("opencl:12")]
    public void Names_are_read_as_they_are_written(string name) => Assert.Equal(name, Device.Parse(name)!.ToString());

    [Theory]
    [InlineData("")]
    [InlineData("tpu")]
    [InlineData("cuda:")]
    [InlineData("cuda:-1")]
    [InlineData("cuda:99999999999")]
    [InlineData("cpu:0")]
    public void Other_names_are_none(string name) => Assert.Null(Device.Parse(name));
}
