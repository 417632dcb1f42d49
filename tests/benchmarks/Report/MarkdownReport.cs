using System.Text;
using NetLang.Benchmarks.Contenders;
using NetLang.Benchmarks.Contest;

namespace NetLang.Benchmarks.Report;

/// <summary>The report: where it was measured, a table, sums over groups, and what went wrong.</summary>
internal static class MarkdownReport
{
    public static string Of(Machine machine, IReadOnlyList<CaseResult> results)
    {
        StringBuilder text = new();
        AddMachine(text, machine, results);
        AddCases(text, results);
        AddGroups(text, [.. results.Where(r => r.Ratio is not null).GroupBy(r => (r.Case.Group, r.Case.Threads))]);
        foreach (var remark in Remarks(results).Distinct())
            text.Append($"- {remark}\n");
        return text.ToString();
    }

    private static void AddMachine(StringBuilder text, Machine machine, IReadOnlyList<CaseResult> results)
    {
        text.Append($"{machine.Processor}, {machine.Processors} processors, {machine.System}, {machine.Framework}. ");
        text.Append($"Commit {machine.Commit[..12]}{(machine.IsModified ? " with changes" : "")}.\n");
        foreach (var peak in machine.Peaks)
        {
            text.Append($"{peak.Threads} thread{(peak.Threads == 1 ? "" : "s")}: {peak.GigaflopsPerSecond:F0} GFLOP/s ");
            text.Append($"({Hardware.VectorWidth}-bit FMA), {peak.GigabytesPerSecond:F0} GB/s read.\n");
        }

        var versions = results.SelectMany(result => result.Series)
            .Where(series => series.Version is not null)
            .Select(series => $"{series.Contender.Split(' ')[0]} {series.Version}");
        text.Append($"{string.Join(", ", versions.Distinct())}\n\n");
    }

    private static void AddCases(StringBuilder text, IReadOnlyList<CaseResult> results)
    {
        MarkdownTable table = new(
            "case", "threads", "ours", "theirs", "fastest peer", "ratio (range)", "of peak", "memory, ours / theirs");
        foreach (var result in results.Where(result => result.Ours.Missing is null))
        {
            table.Add(Row(result, result.Peer, result.Ratio, $"{result.Case.Group} {result.Case.Name}"));
            foreach (var other in result.Measured(Role.OutOfTheBox))
                table.Add(Row(result, other, result.RatioTo(other), ""));
        }

        text.Append(table).Append('\n');
    }

    private static string[] Row(CaseResult result, Series? theirs, Spread? ratio, string title) =>
    [
        title,
        $"{result.Case.Threads}",
        result.Case.Unit.Text(result.Ours.Values.Median),
        theirs is null ? "" : result.Case.Unit.Text(theirs.Values.Median),
        theirs?.Contender ?? "",
        ratio is { } known ? Figures.Ratio(known) : "",
        result.ShareOfPeak is { } share ? Figures.Percent(share.Median) : "",
        string.Join(" / ", new[] { result.Ours, theirs }
            .Where(series => series?.PeakMemory is not null)
            .Select(series => Figures.Bytes(series!.PeakMemory!.Value))),
    ];

    private static void AddGroups(
        StringBuilder text, IReadOnlyList<IGrouping<(string Group, int Threads), CaseResult>> groups)
    {
        if (!groups.Any(group => group.Count() > 1))
            return;
        MarkdownTable table = new("group", "threads", "cases", "geometric mean", "median", "least", "least of peak");
        foreach (var group in groups.Where(group => group.Count() > 1))
        {
            double[] ratios = [.. group.Select(result => result.Ratio!.Value.Median)];
            double[] shares = [.. group.Select(result => result.ShareOfPeak).OfType<Spread>().Select(s => s.Median)];
            table.Add(
                group.Key.Group,
                $"{group.Key.Threads}",
                $"{ratios.Length}",
                Figures.Times(Math.Exp(ratios.Average(Math.Log))),
                Figures.Times(Spread.Of(ratios).Median),
                Figures.Times(ratios.Min()),
                shares.Length > 0 ? Figures.Percent(shares.Min()) : "");
        }

        text.Append(table).Append('\n');
    }

    /// <summary>What did not run, and what does not agree.</summary>
    private static IEnumerable<string> Remarks(IReadOnlyList<CaseResult> results)
    {
        foreach (var result in results)
        {
            if (result.Ours.Missing is { } failure)
                yield return $"FAILED: {result.Case.Title}: {failure}";
            foreach (var wrong in result.Disagreeing)
                yield return $"DISAGREES: {result.Case.Title} with {wrong.Contender}, by {wrong.Deviation:G2}";
            foreach (var missing in result.Series.Where(series => series.Role != Role.Ours && series.Missing is not null))
                yield return $"missing: {missing.Contender}: {missing.Missing}";
        }
    }
}
