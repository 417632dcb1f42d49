using System.Diagnostics;
using System.Globalization;

namespace NetLang.Benchmarks.Workers;

/// <summary>What a turn gave, in seconds.</summary>
internal readonly record struct Timing(double Median, double Least, int Count)
{
    // Long enough that reading the clock does not count.
    private const double ShortestSample = 50e-6;

    /// <summary>
    /// Calls an action for so long: a fifth of the time more to get warm, then samples of as many calls as take 50 µs.
    /// </summary>
    public static Timing Of(Action action, double seconds)
    {
        var calls = 0;
        var start = Stopwatch.GetTimestamp();
        do
        {
            action();
            calls++;
        }
        while (Seconds(start) < seconds / 5);

        var repetitions = Math.Max(1, (int)(ShortestSample * calls / Seconds(start)));
        List<double> samples = [];
        var begin = Stopwatch.GetTimestamp();
        do
        {
            start = Stopwatch.GetTimestamp();
            for (var call = 0; call < repetitions; call++)
                action();
            samples.Add(Seconds(start) / repetitions);
        }
        while (Seconds(begin) < seconds);
        return OfSamples(samples);
    }

    public static Timing OfSamples(List<double> samples)
    {
        samples.Sort();
        return new(samples[samples.Count / 2], samples[0], samples.Count);
    }

    /// <summary>As the protocol has it.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"median={Median} min={Least} count={Count}");

    private static double Seconds(long start) => Stopwatch.GetElapsedTime(start).TotalSeconds;
}
