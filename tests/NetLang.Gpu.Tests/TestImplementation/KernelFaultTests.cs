using System;
using System.Reflection;
using ILGPU;
using ILGPU.Runtime;
using NetLang.Gpu.Tests.Agreement;
using Xunit;

namespace NetLang.Gpu.Tests.TestImplementation;

/// <summary>
/// Mistakes that a GPU runs on with, silently or not at all, end a launch on the test implementation.
/// </summary>
public sealed class KernelFaultTests
{
    private const int Lanes = 4;

    private delegate void Launch(AcceleratorStream stream, KernelConfig config, ArrayView<float> x);

    [Fact]
    public void Kernels_without_mistakes_run()
    {
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7], Run(nameof(Numbers)));
        Assert.Equal([1, 2, 3, 0, 5, 6, 7, 4], Run(nameof(FromTheNextLane)));
        Assert.Equal([1, 1, 2, 3, 5, 5, 6, 7], Run(nameof(FromTheNextOfTheWarp)));
    }

    [Theory]
    [InlineData(nameof(ReadBehindTheEnd), "index 8 lies outside a view of 8 elements of Single")]
    [InlineData(nameof(WriteBeforeTheStart), "index -1 lies outside a view of 8 elements of Single")]
    [InlineData(nameof(ReadSharedBehindTheEnd), "index 4 lies outside a view of 4 elements of Single")]
    [InlineData(nameof(TakeTooLongAPart), "a view of 5 elements from 4 lies outside one of 8")]
    public void Accesses_out_of_range(string kernel, string message) => Faults(kernel, message);

    [Theory]
    [InlineData(nameof(BarrierForSome), "a divergent barrier: 1 of 4 lanes have ended while")]
    [InlineData(nameof(MoreBarriersForSome), "a divergent barrier: 2 of 4 lanes have ended while")]
    [InlineData(nameof(OneBarrierOrAnother), "a divergent barrier: lanes wait at ")]
    public void Divergent_barriers(string kernel, string message) => Faults(kernel, message);

    [Theory]
    [InlineData(nameof(ShuffleForSome), "a divergent shuffle: lane 1 does not come to that at ")]
    [InlineData(nameof(ShuffleForOthers), "a divergent shuffle: lane 0 is not at that at ")]
    [InlineData(nameof(OneShuffleOrAnother), "a divergent shuffle: lane 0 is not at that at ")]
    public void Divergent_shuffles(string kernel, string message) => Faults(kernel, message);

    [Theory]
    [InlineData(nameof(NoBarrier), "a conflict: lane 1 writes element 1 of shared memory, which lane 0 uses without a barrier")]
    [InlineData(nameof(ReadAfterWrite), "a conflict: lane 0 writes element 0 of shared memory, which lane 1 uses without a barrier")]
    [InlineData(nameof(AllWriteOne), "a conflict: lane 1 writes element 0 of shared memory, which lane 0 uses without a barrier")]
    [InlineData(nameof(NextRound), "a conflict: lane 1 writes element 1 of shared memory, which lane 0 uses without a barrier")]
    public void Conflicts_in_shared_memory(string kernel, string message) => Faults(kernel, message);

    [Fact]
    public void Memory_is_not_zero_until_it_is_written() =>
        Assert.All(Run(nameof(ReadWhatNobodyWrote)), x => Assert.True(float.IsNaN(x)));

    [Fact]
    public void Groups_larger_than_the_devices() =>
        Faults(nameof(Numbers), "groups of 8 lanes; the device allows 4", lanes: 8);

    [Fact]
    public void A_device_goes_on_after_a_fault()
    {
        using var accelerator = TestDevice.Create(Lanes);
        Assert.Throws<KernelFault>(() => Run(accelerator, nameof(BarrierForSome)));
        Assert.Equal([1, 2, 3, 0, 5, 6, 7, 4], Run(accelerator, nameof(FromTheNextLane)));
    }

    private static void Numbers(ArrayView<float> x) => x[Grid.GlobalIndex.X] = Grid.GlobalIndex.X;

    private static void FromTheNextLane(ArrayView<float> x)
    {
        var shared = SharedMemory.Allocate<float>(Lanes);
        shared[Group.IdxX] = Grid.GlobalIndex.X;
        Group.Barrier();
        x[Grid.GlobalIndex.X] = shared[(Group.IdxX + 1) % Lanes];
    }

    // Warps of two; the second of each group comes to a barrier meanwhile.
    private static void FromTheNextOfTheWarp(ArrayView<float> x)
    {
        var lane = Grid.GlobalIndex.X;
        x[lane] = lane;
        if (Group.IdxX < 2)
            x[lane] = Warp.ShuffleDown(lane, 1);
        Group.Barrier();
    }

    private static void ReadBehindTheEnd(ArrayView<float> x) => x[0] = x[Grid.GlobalIndex.X + 1];

    private static void WriteBeforeTheStart(ArrayView<float> x) => x[Grid.GlobalIndex.X - 1] = 1;

    private static void ReadSharedBehindTheEnd(ArrayView<float> x) =>
        x[0] = SharedMemory.Allocate<float>(Lanes)[Group.IdxX + 1];

    private static void TakeTooLongAPart(ArrayView<float> x) => x[0] = x.SubView(Grid.GlobalIndex.X, 5)[0];

    private static void BarrierForSome(ArrayView<float> x)
    {
        if (Group.IdxX > 0)
            Group.Barrier();
        x[0] = 1;
    }

    private static void MoreBarriersForSome(ArrayView<float> x)
    {
        for (var i = 0; i < 1 + (Group.IdxX / 2); i++)
            Group.Barrier();
        x[0] = 1;
    }

    private static void OneBarrierOrAnother(ArrayView<float> x)
    {
        if (Group.IdxX > 0)
            Group.Barrier();
        else
            Group.Barrier();
        x[0] = 1;
    }

    private static void ShuffleForSome(ArrayView<float> x)
    {
        if (Group.IdxX % 2 == 0)
            x[0] = Warp.ShuffleDown(1f, 1);
    }

    private static void ShuffleForOthers(ArrayView<float> x)
    {
        if (Group.IdxX % 2 == 1)
            x[0] = Warp.ShuffleDown(1f, 1);
        Group.Barrier();
    }

    private static void OneShuffleOrAnother(ArrayView<float> x)
    {
        if (Group.IdxX % 2 == 0)
            x[0] = Warp.ShuffleDown(1f, 1);
        else
            x[0] = Warp.ShuffleDown(1f, 1);
    }

    private static void NoBarrier(ArrayView<float> x)
    {
        var shared = SharedMemory.Allocate<float>(Lanes);
        shared[Group.IdxX] = Grid.GlobalIndex.X;
        x[Grid.GlobalIndex.X] = shared[(Group.IdxX + 1) % Lanes];
    }

    private static void ReadAfterWrite(ArrayView<float> x)
    {
        var shared = SharedMemory.Allocate<float>(Lanes);
        if (Group.IdxX == 0)
            shared[0] = 1;
        x[Grid.GlobalIndex.X] = shared[0];
    }

    private static void AllWriteOne(ArrayView<float> x) => SharedMemory.Allocate<float>(Lanes)[0] = Group.IdxX;

    // The barrier comes before the reads, and none before the writes of the next round.
    private static void NextRound(ArrayView<float> x)
    {
        var shared = SharedMemory.Allocate<float>(Lanes);
        for (var round = 0; round < 2; round++)
        {
            shared[Group.IdxX] = Group.IdxX + (round * Lanes);
            Group.Barrier();
            x[Grid.GlobalIndex.X] = shared[(Group.IdxX + 1) % Lanes];
        }
    }

    private static void ReadWhatNobodyWrote(ArrayView<float> x) =>
        x[Grid.GlobalIndex.X] = SharedMemory.Allocate<float>(Lanes)[Group.IdxX];

    private static void Faults(string kernel, string message, int lanes = Lanes)
    {
        using var accelerator = TestDevice.Create(Lanes);
        var fault = Assert.Throws<KernelFault>(() => Run(accelerator, kernel, lanes));
        Assert.StartsWith(message, fault.Message, StringComparison.Ordinal);
    }

    private static float[] Run(string kernel)
    {
        using var accelerator = TestDevice.Create(Lanes);
        return Run(accelerator, kernel);
    }

    /// <summary>Two groups over eight elements.</summary>
    private static float[] Run(Accelerator accelerator, string kernel, int lanes = Lanes)
    {
        using var buffer = accelerator.Allocate1D<float>(2 * Lanes);
        ArrayView<float> view = buffer.View;
        view.MemSetToZero();
        var method = typeof(KernelFaultTests).GetMethod(kernel, BindingFlags.Static | BindingFlags.NonPublic)!;
        accelerator.LoadKernel<Launch>(method)(accelerator.DefaultStream, new KernelConfig(2, lanes), view);
        var result = new float[2 * Lanes];
        view.CopyToCPU(result);
        return result;
    }
}
