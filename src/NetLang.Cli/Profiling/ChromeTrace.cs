using NetLang.Cli.Output;

namespace NetLang.Cli.Profiling;

/// <summary>
/// Steps and their kernels in the Trace Event Format, which Perfetto and chrome://tracing show: complete events
/// (<c>"ph": "X"</c>), times in microseconds from the first step on.
/// </summary>
internal static class ChromeTrace
{
    public static string Text(IReadOnlyList<MeasuredStep> steps, string model)
    {
        var origin = steps[0].Start;
        return Json.Text(new Dictionary<string, object>
        {
            ["displayTimeUnit"] = "ns",
            ["otherData"] = new { model },
            ["traceEvents"] = steps.SelectMany(Events),
        });

        IEnumerable<object> Events(MeasuredStep step)
        {
            yield return Event($"step {step.Number}", "step", step.Start, step.End, new { step = step.Number });
            foreach (var kernel in step.Events)
            {
                yield return Event(
                    kernel.Kernel.Name,
                    "kernel",
                    kernel.Start,
                    kernel.End,
                    new { step = step.Number, source = ProfileTable.SourceLine(kernel.Kernel), tiles = kernel.Tiles });
            }
        }

        object Event(string name, string cat, long start, long end, object args) => new
        {
            name,
            cat,
            ph = "X",
            ts = StepProfile.Time(origin, start),
            dur = StepProfile.Time(start, end),
            pid = 1,
            tid = 1,
            args,
        };
    }
}
