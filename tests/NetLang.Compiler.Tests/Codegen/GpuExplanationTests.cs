using System.Globalization;
using System.Text.RegularExpressions;
using NetLang.Compiler.Codegen.Gpu.Explanation;
using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Codegen;

/// <summary>What <c>--explain-kernels</c> says of GPUs.</summary>
public sealed partial class GpuExplanationTests
{
    private static readonly GpuModel Card = new("card", "A card of round numbers", 10, 100, 8);

    /// <summary>Places of a scatter, launches in a scan, and sizes that are not known.</summary>
    [Fact]
    public void Loops_and_scatters_are_explained() => Snapshot.Match(
        Explain(TensorPrograms.Text("word after word"), new() { ["N"] = 64, ["T"] = 16 }, Card), "words-explained");

    [Fact]
    public void What_is_not_known_stands_as_symbols()
    {
        var text = Explain(TensorPrograms.Text("word after word"), [], null);
        Assert.Contains("  runs    T times\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("where", text, StringComparison.Ordinal);
    }

    /// <summary>20,000 × 1,000 elements: 160 MB at 100 GB/s, and 20 million operations at 10 TFLOP/s.</summary>
    [Fact]
    public void Times_are_the_longest_of_launching_flops_and_bytes()
    {
        const string Double = """
            model M (x: f32[N, 1000]) : f32[N, 1000] = x + x
            """;
        var large = Explain(Double, new() { ["N"] = 20_000 }, Card);
        Assert.Contains("  card    1,600.00 µs, bound by bytes; flops 2.00 µs, bytes 1,600.00 µs\n", large, StringComparison.Ordinal);
        Assert.Contains("alone would take 1,600.0 µs, so launching is 0 % of it\n", large, StringComparison.Ordinal);
        var small = Explain(Double, new() { ["N"] = 1 }, Card);
        Assert.Contains("  card    5.00 µs, bound by launching; flops 0.00 µs, bytes 0.08 µs\n", small, StringComparison.Ordinal);
        Assert.Contains("so launching is 98 % of it\n", small, StringComparison.Ordinal);
    }

    /// <summary>One group has an eighth of the card, which takes 5.24 µs for all of these operations.</summary>
    [Fact]
    public void Few_groups_are_told_where_that_binds() => Assert.Contains(
        "  ! 1 of 8 multiprocessors have a group: at their share of the peak flops take 41.94 µs\n",
        Explain(
            """
            model M (x: f32[N, 4096]) : f32[N, 64] =
                param w : f32[4096, 64] = ones
                x @ w
            """,
            new() { ["N"] = 64 },
            Card with { Teraflops = 6.4 }),
        StringComparison.Ordinal);

    /// <summary>Each product of f64 takes 16 KiB, so the updates of two weights are one launch, not of five.</summary>
    [Fact]
    public void Launches_fit_into_the_shared_memory_of_a_group()
    {
        var text = Explain(
            """
            let linear (x: f64[n, 32]) : f64[n, 32] =
                param w : f64[32, 32] = uniformFanIn 32
                x @ w
            model M (x: f64[N, 32]) : f64[N, 32] = x |> linear |> linear |> linear |> linear |> linear
            train M = { loss = mse }
            """,
            [],
            null);
        var shared = Shared().Matches(text).Select(m => int.Parse(m.Groups[1].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture));
        Assert.Equal(32 * 1024, shared.Max());
    }

    [Fact]
    public void Cards_are_known_by_names_that_can_be_typed()
    {
        Assert.Equal(GpuModel.Known.Length, GpuModel.Known.Select(m => m.Name).Distinct().Count());
        Assert.Equal(GpuModel.Known.Select(m => m.Name).Order(StringComparer.Ordinal), GpuModel.Known.Select(m => m.Name));
        Assert.All(GpuModel.Known, m => Assert.Matches("^[a-z0-9-]+$", m.Name));
        // What a card computes in the time of one number from its memory: the balance of all of them is alike.
        Assert.All(GpuModel.Known, m => Assert.InRange(m.Teraflops * 1e3 / m.Gigabytes, 5, 120));
        // And of one multiprocessor: 64 to 256 additions with multiplications a cycle, at 1 to 3 GHz.
        Assert.All(GpuModel.Known, m => Assert.InRange(m.Teraflops * 1e12 / m.Multiprocessors / 1e9, 128, 800));
    }

    private static string Explain(string source, Dictionary<string, long> sizes, GpuModel? card) =>
        CompiledModel.Compile(source).ExplainGpuKernels(_ => sizes, card);

    [GeneratedRegex("shared +([0-9,]+) bytes")]
    private static partial Regex Shared();
}
