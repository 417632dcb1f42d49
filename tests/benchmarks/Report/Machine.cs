using System.Runtime.InteropServices;
using NetLang.Benchmarks.Cases;
using NetLang.Benchmarks.Contenders;
using NetLang.Benchmarks.Contest;

namespace NetLang.Benchmarks.Report;

/// <summary>Where and what was measured.</summary>
/// <param name="Peaks">What the hardware allows, a line a number of threads.</param>
internal sealed record Machine(
    string Processor, int Processors, string System, string Framework, string Commit, bool IsModified,
    IReadOnlyList<HardwarePeak> Peaks)
{
    // Too large for any cache.
    private const double Large = 1 << 28;

    public static Machine Measure(Race race) => new(
        File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            ?.Split(':')[1].Trim() ?? "an unknown processor",
        Environment.ProcessorCount,
        RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription,
        Workspace.Commit,
        Workspace.IsModified,
        [.. new[] { 1, 2 }.Select(threads => new HardwarePeak(
            threads,
            Rate(race, Hardware.Compute(threads, 1e9)),
            Rate(race, Hardware.Read(threads, Large)) * Large / 1e9))]);

    /// <summary>How often a second, at best; NaN where it cannot be measured.</summary>
    private static double Rate(Race race, Contender contender)
    {
        var measured = race.Run(new("peak", contender.Name, 1, contender)).Ours;
        return measured.Missing is null ? 1 / measured.Rounds.Min(round => round.Best) : double.NaN;
    }
}

/// <summary>What the hardware allows so many threads.</summary>
internal sealed record HardwarePeak(int Threads, double GigaflopsPerSecond, double GigabytesPerSecond);
