using System;
using NetLang.Runtime.Random;
using Xunit;

namespace NetLang.Gpu.Tests.Runtime;

/// <summary>Random numbers of kernels have the bits of the CPU's.</summary>
public sealed class GpuRandomTests
{
    private const int Samples = 20_000;

    // The first numbers of a block, the last ones, and places beyond 32 bits.
    private static readonly long[] Starts = [0, 40, (1L << 32) - 20, (1L << 40) + 7];

    [Fact]
    public void Uniform_f32() => Same(Philox.Uniform32, GpuRandom.Uniform32, BitConverter.SingleToInt32Bits);

    [Fact]
    public void Uniform_f64() => Same(Philox.Uniform64, GpuRandom.Uniform64, BitConverter.DoubleToInt64Bits);

    [Fact]
    public void Normal_f32() => Same(Philox.Normal32, GpuRandom.Normal32, BitConverter.SingleToInt32Bits);

    [Fact]
    public void Normal_f64() => Same(Philox.Normal64, GpuRandom.Normal64, BitConverter.DoubleToInt64Bits);

    private static void Same<T, TBits>(
        Func<ulong, ulong, ulong, long, T> cpu, Func<ulong, ulong, ulong, long, T> gpu, Func<T, TBits> bits)
    {
        foreach (var start in Starts)
        {
            for (var i = 0; i < Samples; i++)
            {
                var expected = cpu(42, (ulong)i % 5, 0x1234_5678_9ABC_DEF0, start + i);
                var actual = gpu(42, (ulong)i % 5, 0x1234_5678_9ABC_DEF0, start + i);
                var same = bits(expected)!.Equals(bits(actual));
                Assert.True(same, $"number {start + i}: {expected} on the CPU, {actual} on the GPU");
            }
        }
    }
}
