using System.CommandLine;
using NetLang.Benchmarks.Cases;
using NetLang.Benchmarks.Contest;
using NetLang.Benchmarks.Report;

namespace NetLang.Benchmarks;

/// <summary>The benchmark's command line.</summary>
internal static class CommandLine
{
    private const int Failure = 1;

    private static readonly Argument<string?> Filter = new("filter")
    {
        Description = "Run the cases whose title holds this text; all by default.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<int> Rounds = new("--rounds")
    {
        Description = "Turns of each contender.",
        DefaultValueFactory = _ => 10,
    };

    private static readonly Option<string?> Markdown = new("--markdown") { Description = "A file for the report." };

    private static readonly Option<string?> Json = new("--json") { Description = "A file for all figures." };

    private static readonly Option<bool> Smoke = new("--smoke")
    {
        Description = "Run a few cases briefly, to see that all works and agrees. The figures mean nothing.",
    };

    private static readonly Option<bool> List = new("--list") { Description = "Print the titles of the cases." };

    public static int Run(string[] arguments)
    {
        RootCommand command = new("Measures NetLang against its peers.") { Filter, Rounds, Markdown, Json, Smoke, List };
        command.SetAction(Run);
        return command.Parse(arguments).Invoke();
    }

    private static int Run(ParseResult chosen)
    {
        var seed = Convert.ToUInt32(Workspace.Commit[..8], 16);
        var smoke = chosen.GetValue(Smoke);
        var filter = chosen.GetValue(Filter) ?? "";
        List<BenchmarkCase> cases =
        [
            .. CaseList.All(seed).Where(@case =>
                (@case.IsSmoke || !smoke) && @case.Title.Contains(filter, StringComparison.OrdinalIgnoreCase)),
        ];
        if (chosen.GetValue(List))
        {
            cases.ForEach(@case => Console.WriteLine(@case.Title));
            return 0;
        }

        var results = Workspace.Folder("results");
        Workspace.Empty(results);
        var scratch = Path.Combine(results, "result");
        Race race = smoke ? new(1, 0.02, warm: false, scratch) : new(chosen.GetValue(Rounds), 0.25, warm: true, scratch);
        var machine = Machine.Measure(race);
        List<CaseResult> finished = [];
        foreach (var (index, @case) in cases.Index())
        {
            finished.Add(race.Run(@case));
            Console.Error.WriteLine($"[{index + 1}/{cases.Count}] {Summary.Of(finished[^1])}");
        }

        var report = MarkdownReport.Of(machine, finished);
        Console.Write(report);
        if (chosen.GetValue(Markdown) is { } markdown)
            File.WriteAllText(markdown, report);
        if (chosen.GetValue(Json) is { } json)
            File.WriteAllText(json, JsonReport.Of(machine, finished));
        return finished.All(result => result.IsGood) ? 0 : Failure;
    }
}
