using System.Text.Json;
using System.Text.Json.Serialization;
using NetLang.Benchmarks.Contest;

namespace NetLang.Benchmarks.Report;

/// <summary>All figures of all rounds, in seconds and bytes.</summary>
internal static class JsonReport
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static string Of(Machine machine, IReadOnlyList<CaseResult> results) =>
        JsonSerializer.Serialize(new { machine, cases = results.Select(Case) }, Options) + "\n";

    private static object Case(CaseResult result) => new
    {
        result.Case.Group,
        result.Case.Name,
        result.Case.Threads,
        result.Case.Unit,
        result.Ratio,
        Peer = result.Peer?.Contender,
        result.ShareOfPeak,
        Contenders = result.Series.Select(series => new
        {
            series.Contender,
            series.Role,
            series.Missing,
            series.Version,
            series.PeakMemory,
            series.Deviation,
            series.Rounds,
        }),
    };
}
