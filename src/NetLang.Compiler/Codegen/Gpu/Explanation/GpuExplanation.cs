using System.Globalization;
using System.Text;
using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels;
using NetLang.Gpu;

namespace NetLang.Compiler.Codegen.Gpu.Explanation;

/// <summary>
/// What a program launches on a GPU, and why (<c>--target gpu --explain-kernels</c>): of each launch its groups and their
/// shared memory, and the kernels that run in it, as <see cref="KernelExplanation"/> has them. For a model of card also the
/// least time of each launch, and of all.
/// <code>
/// launch 4: k03_max_sum_eq_sub
///   grid    N groups of 256 lanes; 64 where N = 64
///   shared  1,024 bytes a group
///   a100    5.00 µs, bound by launching; flops 0.00 µs, bytes 0.00 µs
/// </code>
/// </summary>
internal sealed class GpuExplanation(
    KernelProgram program, IReadOnlyList<GpuLaunch> launches, IReadOnlyDictionary<string, long> sizes, GpuModel? gpu)
{
    private const string Uncoalesced = "neighbouring lanes access elements that are apart";

    private readonly StringBuilder text = new();

    /// <param name="sizes">Of symbols, for what is shown in numbers; of all of them where a model is given.</param>
    /// <param name="gpu">The card whose times are estimated; null for none.</param>
    public static string Print(
        KernelProgram program, IReadOnlyList<GpuLaunch> launches, IReadOnlyDictionary<string, long> sizes, GpuModel? gpu)
    {
        var explanation = new GpuExplanation(program, launches, sizes, gpu);
        explanation.Print();
        return explanation.text.ToString();
    }

    private void Print()
    {
        var (kernels, times) = (Count(program.Kernels.Length, "kernel"), Count(launches.Count, "launch", "es"));
        Append($"program \"{program.Name}\" on GPUs: {kernels} in {times}\n");
        var costs = new List<LaunchCosts>();
        var first = 0;
        foreach (var launch in launches)
        {
            var run = program.Kernels.Slice(first, launch.Kernels.Count)
                .Select(kernel => (kernel, KernelStatistics.Of(kernel, program))).ToList();
            costs.Add(LaunchCosts.Of(launch, [.. run.Select(k => k.Item2)]));
            Append($"\nlaunch {costs.Count}: {Names([.. run.Select(k => k.kernel.Name)])}\n");
            Print(run, costs[^1]);
            first += run.Count;
        }

        if (gpu is not null && launches.Count > 0)
            PrintTotal(costs, gpu);
    }

    private void Print(IReadOnlyList<(Kernel Kernel, KernelStatistics Statistics)> kernels, LaunchCosts costs)
    {
        Append($"  grid    {Groups(costs)} of {GpuLimits.GroupSize} lanes{Where(costs.Groups, costs.CountGroups)}\n");
        if (costs.SharedBytes > 0)
            Append($"  shared  {costs.SharedBytes:N0} bytes a group\n");
        if (kernels.Count > 1)
            Append($"  costs   {costs.Bytes} bytes, {costs.Flops} flops{KernelExplanation.Numbers(costs.Bytes, costs.Flops, sizes)}\n");
        if (!costs.Runs.IsOne)
            Append($"  runs    {costs.Runs} times\n");
        if (gpu is not null)
            PrintEstimate(Roofline.Of(costs, gpu, Size), costs.Runs.IsOne ? "" : " each", gpu);
        foreach (var (kernel, statistics) in kernels)
        {
            var explained = KernelExplanation.Of(kernel, program, statistics, sizes, Uncoalesced);
            text.Append(explained.TrimEnd('\n').Replace("\n", "\n  ", StringComparison.Ordinal)).Append('\n');
        }
    }

    private void PrintEstimate(Roofline roofline, string each, GpuModel card)
    {
        Append($"  {card.Name,-7} {roofline.Time:N2} µs{each}, bound by {roofline.Bound}; ");
        Append($"flops {roofline.Flops:N2} µs, bytes {roofline.Bytes:N2} µs\n");
        if (roofline.FlopsOfGroups(card) is var alone && alone > roofline.Time)
        {
            Append($"  ! {roofline.Groups} of {card.Multiprocessors} multiprocessors have a group: ");
            Append($"at their share of the peak flops take {alone:N2} µs\n");
        }
    }

    private void PrintTotal(IReadOnlyList<LaunchCosts> costs, GpuModel card)
    {
        var (count, time, work) = (0L, 0.0, 0.0);
        foreach (var cost in costs)
        {
            var (runs, roofline) = (cost.Runs.Evaluate(Size), Roofline.Of(cost, card, Size));
            (count, time, work) = (count + runs, time + (runs * roofline.Time), work + (runs * roofline.Work));
        }

        Append($"\n{card.Name}: {card.FullName}, {card.Teraflops} TFLOP/s of f32 and {card.Gigabytes:N0} GB/s at peak\n");
        Append($"  a run takes {time:N1} µs at least, for {Count(count, "launch", "es")} of {Roofline.Launch} µs or more; ");
        Append($"flops and bytes alone would take {work:N1} µs, so launching is {(time - work) / time:P0} of it\n");
    }

    private static string Groups(LaunchCosts costs) => costs.Groups.IsOne ? "1 group" : $"{costs.Groups} groups";

    private static string Names(IReadOnlyList<string> kernels) => kernels is [var alone]
        ? alone
        : $"{kernels[0].Split('_')[0]} to {kernels[^1].Split('_')[0]}, {kernels.Count} kernels";

    private static string Count(long count, string what, string plural = "s") =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {what}{(count == 1 ? "" : plural)}");

    private string Where(Dim dim, Func<Func<string, long>, long> count)
    {
        var symbols = dim.Symbols.Contains(GpuGrid.Ranges.AsSymbol)
            ? program.Buffers.SelectMany(b => b.Type.Shape).SelectMany(d => d.Symbols).Distinct().Order(StringComparer.Ordinal).ToList()
            : dim.Symbols.ToList();
        return dim.IsConstant || !symbols.TrueForAll(sizes.ContainsKey)
            ? ""
            : string.Create(
                CultureInfo.InvariantCulture,
                $"; {count(Size):N0} where {string.Join(", ", symbols.Select(s => $"{s} = {sizes[s]}"))}");
    }

    private long Size(string symbol) => sizes[symbol];

    private void Append(FormattableString part) => text.Append(part.ToString(CultureInfo.InvariantCulture));
}
