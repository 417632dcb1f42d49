using System;
using System.Linq;
using System.Reflection;
using ILGPU;
using ILGPU.Runtime;
using NetLang.Gpu.Tests.Agreement;
using Xunit;

namespace NetLang.Gpu.Tests.TestImplementation;

/// <summary>Reductions of a group have the same bits with shuffles as without.</summary>
public sealed class GroupReduceTests
{
    private const int Rows = 3;

    private delegate void Launch(AcceleratorStream stream, KernelConfig config, ArrayView<float> x, ArrayView<float> y);

    [Theory]
    [InlineData(2, 4)]
    [InlineData(4, 4)]
    [InlineData(16, 4)]
    [InlineData(64, 32)]
    public void Shuffles_change_no_bit(int groupSize, int warpSize)
    {
        var random = new Random(groupSize);
        var x = Enumerable.Range(0, Rows * groupSize).Select(_ => random.NextSingle() - 0.5f).ToArray();
        using var plain = TestDevice.Create(groupSize);
        using var cuda = CudaTestDevice.Create(groupSize, warpSize);
        var expected = Run(plain, groupSize, x);
        Assert.Equal(expected, Run(cuda, groupSize, x));
        Assert.Equal(x.Take(groupSize).Sum(), expected[0], 1e-5f);
        Assert.Equal(x.Take(groupSize).Max(), expected[1]);
    }

    // Twice in one kernel: the shared memory must be free again.
    private static void SumAndMax(ArrayView<float> x, ArrayView<float> y)
    {
        var shared = SharedMemory.Allocate<float>(GpuLimits.GroupSize);
        var value = x[Grid.GlobalIndex.X];
        var sum = GroupReduce.All<float, Sum>(shared, value);
        var max = GroupReduce.All<float, Max>(shared, value);
        if (Group.IdxX == Group.DimX - 1)
        {
            y[2 * Grid.IdxX] = sum;
            y[(2 * Grid.IdxX) + 1] = max;
        }
    }

    private static float[] Run(Accelerator accelerator, int groupSize, float[] x)
    {
        using var input = accelerator.Allocate1D<float>(x.Length);
        using var output = accelerator.Allocate1D<float>(2 * Rows);
        (ArrayView<float> from, ArrayView<float> to) = (input.View, output.View);
        from.CopyFromCPU(x);
        var method = typeof(GroupReduceTests).GetMethod(nameof(SumAndMax), BindingFlags.Static | BindingFlags.NonPublic)!;
        accelerator.LoadKernel<Launch>(method)(accelerator.DefaultStream, new KernelConfig(Rows, groupSize), from, to);
        var result = new float[2 * Rows];
        to.CopyToCPU(result);
        return result;
    }
}
