using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;

namespace NetLang.Gpu.Tests.Agreement;

/// <summary>CPU devices with small groups.</summary>
internal static class TestDevice
{
    /// <param name="groupSize">The largest group; a multiple of 2.</param>
    public static Accelerator Create(int groupSize) =>
        Context.Create(builder => builder.CPU(new CPUDevice(2, groupSize / 2, 1)).EnableAlgorithms())
            .CreateCPUAccelerator(0);
}
