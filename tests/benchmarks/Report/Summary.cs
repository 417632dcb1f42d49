using NetLang.Benchmarks.Contest;

namespace NetLang.Benchmarks.Report;

/// <summary>A result in a line, while others still run.</summary>
internal static class Summary
{
    public static string Of(CaseResult result)
    {
        if (result.Ours.Missing is { } reason)
            return $"{result.Case.Title}: FAILED: {reason}";
        var ratio = result.Ratio is { } found ? $", {Figures.Ratio(found)} {result.Peer!.Contender}" : "";
        var wrong = string.Concat(result.Disagreeing.Select(s => $", DISAGREES with {s.Contender}: {s.Deviation:G2}"));
        return $"{result.Case.Title}: {result.Case.Unit.Text(result.Ours.Values.Median)}{ratio}{wrong}";
    }
}
