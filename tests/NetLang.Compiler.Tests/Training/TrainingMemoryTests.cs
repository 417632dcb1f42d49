using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Compiler.Semantics.Training;
using NetLang.Runtime.Data;
using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Training;

/// <summary>What <c>memory</c> of <c>train</c> leads to.</summary>
public sealed class TrainingMemoryTests
{
    [Theory]
    [InlineData("512MB", 512L * 1024 * 1024)]
    [InlineData("1.5 GB", 1536L * 1024 * 1024)]
    [InlineData("64KB", 64 * 1024L)]
    [InlineData("100B", 100L)]
    [InlineData("512", null)]
    [InlineData("MB", null)]
    [InlineData("0MB", null)]
    [InlineData("-1MB", null)]
    [InlineData("1e9GB", null)]
    [InlineData("5 MiB", null)]
    public void Sizes_have_a_number_and_a_unit(string text, long? bytes) => Assert.Equal(bytes, MemorySize.Of(text));

    /// <summary>The least memory of each way to compute gradients, and the next that is smaller.</summary>
    [Fact]
    public void As_much_is_kept_as_there_is_room_for()
    {
        var forms = new[] { "1GB", "2.4MB", "1MB" }.Select(FormOf).ToList();
        Assert.Equal(["kept", "again", "segments"], forms);
    }

    [Fact]
    public void What_was_chosen_is_told() => Snapshot.Match(
        string.Concat(new[] { "1GB", "2.4MB", "1MB" }.Select(memory => CompiledModel.Compile(Source(memory)).ExplainMemory())), "memory-explained");

    [Theory]
    [InlineData("2.4MB")]
    [InlineData("1MB")]
    public void Training_is_the_same(string memory)
    {
        var expected = Losses("1GB");
        Assert.Equal(expected, Losses(memory), (a, b) => Math.Abs(a - b) <= 1e-5 * Math.Abs(a));
        Assert.NotEqual(expected[0], expected[^1]);
    }

    private static string Source(string memory) => $$"""
        model Last (x: f32[N, 200, 8]) : f32[N, 16] = x |> lstm 16 |> lastStep

        train Last = { loss = mse; batch = 16; memory = "{{memory}}" }
        """;

    private static string FormOf(string memory)
    {
        var train = CompiledModel.Compile(Source(memory)).Models[0].Train!;
        var scans = MultiResultOp.Families(train.Nodes).Select(f => Scan.Of(f.First())).ToList();
        return scans[0].IsOfSegments ? "segments"
            : scans[^1].Body.Nodes.Any(n => n.Op is ElementwiseOp { CpuCall: not null }) ? "again"
            : "kept";
    }

    private static List<double> Losses(string memory)
    {
        using var model = CompiledModel.Create(Source(memory), new() { Seed = 1, Threads = 2 });
        var random = new Random(1);
        float[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle())];
        var data = new Dataset(
            DataColumn.Create("x", Numbers(32 * 200 * 8), 200, 8), DataColumn.Create("targets", Numbers(32 * 16), 16));
        var losses = new List<double>();
        model.Train(data, new() { Epochs = 3, OnStep = step => losses.Add(step.Loss) });
        return losses;
    }
}
