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
        var programs = new DevicePrograms("Line", () => Cpu, () => throw new InvalidOperationException("touched"));
        Assert.Same(Cpu, programs.On(null));
        Assert.Same(Cpu, programs.On(Device.Cpu));
    }

    [Fact]
    public void The_gpu_is_used_when_asked_for_and_where_there_is_nothing_else()
    {
        Assert.Same(Gpu, new DevicePrograms("Line", () => Cpu, () => Gpu).On(Device.Gpu));
        Assert.Same(Gpu, new DevicePrograms("Line", null, () => Gpu).On(null));
    }

    [Fact]
    public void Nothing_falls_back()
    {
        var onGpu = Assert.Throws<NetLangException>(() => new DevicePrograms("Line", () => Cpu, null).On(Device.Gpu));
        Assert.Equal(ExecutionErrors.NotBuiltForDevice, onGpu.Error);
        Assert.Equal("Line was built for the cpu alone, and is to run on the gpu", onGpu.Problem);
        var onCpu = Assert.Throws<NetLangException>(() => new DevicePrograms("Line", null, () => Gpu).On(Device.Cpu));
        Assert.Equal("Line was built for the gpu alone, and is to run on the cpu", onCpu.Problem);
    }

    [Fact]
    public void A_missing_ILGPU_is_an_error_of_its_own()
    {
        var programs = new DevicePrograms("Line", () => Cpu, () => throw new FileNotFoundException("no ILGPU"));
        var failure = Assert.Throws<NetLangException>(() => programs.On(Device.Gpu));
        Assert.Equal(ExecutionErrors.IlgpuMissing, failure.Error);
    }
}
