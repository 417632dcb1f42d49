using NetLang.Runtime.Execution;
using NetLang.Runtime.Tests.Data;
using Xunit;

namespace NetLang.Runtime.Tests.Execution;

/// <summary>What is kept of each step, in memory that grows: two sequences of rows of 3, each with two heads.</summary>
public sealed class CacheBlocksTests : IDisposable
{
    private const int Heads = 2;
    private const int Width = 3;

    private readonly CacheBlocks caches = Caches(Width);

    public void Dispose() => caches.Dispose();

    [Fact]
    public void Steps_stay_where_memory_grows()
    {
        var steps = Steps(batch: 2, count: 5);
        caches.Set(steps, 5, 2, [2, 1]);
        Assert.Equal(64, caches.Room);
        caches.Reserve(65, 5, [2, 1]);
        Assert.Equal(128, caches.Room);
        caches.Reserve(300, 5, [2, 1]);
        Assert.Equal(300, caches.Room);
        Assert.Equal(steps, caches.Copy(5, [2, 1]));
    }

    [Fact]
    public void Other_sequences_may_be_more_or_longer()
    {
        foreach (var (batch, count) in new[] { (2, 5), (3, 70), (1, 4), (1, 70), (2, 0), (4, 65) })
        {
            var steps = Steps(batch, count);
            caches.Set(steps, count, batch, [batch, 1]);
            caches.Reserve(count + 1, count, [batch, 1]);
            Assert.True(caches.Fit(steps, count, [batch, 1]));
            Assert.Equal(steps, caches.Copy(count, [batch, 1]));
        }
    }

    [Fact]
    public void Room_is_no_more_than_a_sequence_may_have()
    {
        using var limited = Caches(Width, context: 100);
        limited.Reserve(1, 0, [1, 1]);
        limited.Reserve(65, 1, [1, 1]);
        Assert.Equal(100, limited.Room);
    }

    [Theory]
    [InlineData(1L << 40)]
    [InlineData(1L << 57)] // which no 64 bits count
    public void More_than_the_machine_has_is_refused_before_it_is_taken(long width)
    {
        using var wide = Caches(width);
        var failure = Assert.Throws<NetLangException>(() => wide.Reserve(1, 0, [1, 1]));
        Assert.Equal(ExecutionErrors.TooLarge, failure.Error);
        Assert.Contains("Net keeps of 64 steps of 0 sequences ", failure.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void More_than_an_array_holds_is_refused_where_it_is_copied()
    {
        using var wide = Caches(1 << 22);
        wide.Reserve(1, 0, [1, 1]); // 2 GiB of zeros, which take no memory
        var failure = Assert.Throws<NetLangException>(() => wide.Copy(64, [1, 1]));
        Assert.Equal(ExecutionErrors.TooLarge, failure.Error);
        Assert.Contains("2,147,483,648 bytes of one tensor", failure.Problem, StringComparison.Ordinal);
    }

    private static CacheBlocks Caches(long width, long context = 0) => new(Specs.Model() with { Context = context }, new()
    {
        Name = "step",
        Buffers = [],
        Inputs = [Specs.Tensor("x", ElementType.F32), Specs.Tensor("keys", ElementType.F32, Heads, "T", width)],
        Outputs = [],
        CacheAxes = [2],
        ArenaSlots = 0,
        HostInputs = [],
        HostScalars = 0,
        HostOutputs = [],
        ScratchBytes = 0,
    });

    private static byte[][] Steps(int batch, int count) =>
        [[.. Enumerable.Range(0, batch * Heads * count * Width * sizeof(float)).Select(i => (byte)(i * 37 >> 3))]];
}
