using System.Globalization;
using System.Runtime.Intrinsics;
using NetLang.Benchmarks.Contest;

namespace NetLang.Benchmarks.Contenders;

/// <summary>The time that the hardware takes at best.</summary>
internal static class Hardware
{
    private static readonly string Executable = Path.Combine(Workspace.Peers, "peak");

    /// <summary>Bits of the vectors that NetLang uses here.</summary>
    public static int VectorWidth =>
        Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;

    /// <summary>For so many FLOPs, by independent multiply-adds of <see cref="VectorWidth"/>.</summary>
    public static Contender Compute(int threads, double flops) => Peak("fma", threads, flops, $"width={VectorWidth}");

    /// <summary>To read so many bytes again and again: from the caches where they fit.</summary>
    public static Contender Read(int threads, double bytes) => Peak("read", threads, bytes);

    private static Contender Peak(string what, int threads, double amount, params string[] further) => new(
        what,
        () => new RunningContestant(new(
            Executable,
            [
                $"what={what}",
                $"threads={threads}",
                string.Create(CultureInfo.InvariantCulture, $"amount={amount}"),
                .. further,
            ])));
}
