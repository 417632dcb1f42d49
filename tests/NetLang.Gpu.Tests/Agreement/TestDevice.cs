using System;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;

namespace NetLang.Gpu.Tests.Agreement;

/// <summary>
/// CPU devices with small groups; with <c>NETLANG_TEST_DEVICE=opencl:0</c> or <c>cuda:0</c> that device, where the tests
/// are built with <c>-p:UseIlgpu=true</c>.
/// </summary>
internal static class TestDevice
{
    private static readonly string? Chosen = Environment.GetEnvironmentVariable("NETLANG_TEST_DEVICE");

    /// <param name="groupSize">The largest group; a multiple of 2. Devices that are chosen have their own.</param>
    public static Accelerator Create(int groupSize) => Chosen is null
        ? Context.Create(builder => builder.CPU(new CPUDevice(2, groupSize / 2, 1)).EnableAlgorithms())
            .CreateCPUAccelerator(0)
        : GpuDevices.Create(GpuDevices.Search(), NetLang.Runtime.Device.Parse(Chosen)!);
}
