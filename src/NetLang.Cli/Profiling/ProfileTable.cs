using System.Globalization;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Kernels;
using Spectre.Console;

namespace NetLang.Cli.Profiling;

/// <summary>The kernels of a step with their times, and what part of it they are.</summary>
internal static class ProfileTable
{
    public static Table Render(StepProfile profile)
    {
        var flops = profile.Kernels.Sum(k => k.Flops);
        var bytes = profile.Kernels.Sum(k => k.Bytes);
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn(new TableColumn("kernel").Footer("step"));
        table.AddColumn("source line");
        AddNumbers("share", "100.0%");
        AddNumbers("µs", Time(profile.Microseconds));
        AddNumbers("GFLOP/s", Rate(flops, profile.Microseconds));
        AddNumbers("GB/s", Rate(bytes, profile.Microseconds));
        foreach (var kernel in profile.Kernels)
        {
            table.AddRow(
                kernel.Kernel.Name,
                Markup.Escape(TerminalText.Clean(SourceLine(kernel.Kernel))),
                Share(kernel.Microseconds),
                Time(kernel.Microseconds),
                Rate(kernel.Flops, kernel.Microseconds),
                Rate(kernel.Bytes, kernel.Microseconds));
        }

        table.AddRow("(between kernels)", "", Share(profile.Between), Time(profile.Between), "", "");
        return table;

        void AddNumbers(string heading, string total) =>
            table.AddColumn(new TableColumn(heading).Footer(total).RightAligned());

        string Share(double time) => Number(100 * time / profile.Microseconds) + "%";
    }

    /// <summary>The first line that a kernel carries; empty for a copy.</summary>
    public static string SourceLine(Kernel kernel)
    {
        var lines = kernel.SourceLines().Select(l => $"{Path.GetFileName(l.Source.Path)}:{l.Line + 1}");
        return lines.FirstOrDefault() ?? "";
    }

    private static string Time(double microseconds) => microseconds.ToString("N2", CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString("N1", CultureInfo.InvariantCulture);

    // Thousands a microsecond are billions a second.
    private static string Rate(double count, double microseconds) => Number(count / microseconds / 1e3);
}
