using System.CommandLine;
using System.Globalization;
using NetLang.Benchmarks.Cases;
using NetLang.Benchmarks.Contest;
using NetLang.Benchmarks.Report;

namespace NetLang.Benchmarks;

/// <summary>The benchmark's command line.</summary>
internal static class CommandLine
{
    private const int Failure = 1;

    private static readonly Argument<string[]> Filters = new("filter")
    {
        Description = "Run the cases whose title holds this text, and all further ones; all cases by default.",
        Arity = ArgumentArity.ZeroOrMore,
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

    private static readonly Option<string> Seed = new("--seed")
    {
        Description = "Eight hexadecimal digits that draw the networks; by default those that the commit begins with.",
        DefaultValueFactory = _ => Workspace.Commit[..8],
    };

    private static readonly Option<bool> List = new("--list") { Description = "Print the titles of the cases." };

    public static int Run(string[] arguments)
    {
        RootCommand command = new("Measures NetLang against its peers.")
        {
            Filters, Rounds, Markdown, Json, Smoke, Seed, List,
        };
        Seed.Validators.Add(result =>
        {
            if (!uint.TryParse(result.GetValueOrDefault<string>(), NumberStyles.HexNumber, null, out _))
                result.AddError("--seed takes up to eight hexadecimal digits.");
        });
        Rounds.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
                result.AddError("--rounds takes a number from 1.");
        });
        command.SetAction(Run);
        return command.Parse(arguments).Invoke();
    }

    private static int Run(ParseResult chosen)
    {
        var seed = Convert.ToUInt32(chosen.GetValue(Seed), 16);
        var smoke = chosen.GetValue(Smoke);
        var filters = chosen.GetValue(Filters)!;
        List<BenchmarkCase> cases =
        [
            .. CaseList.All(seed).Where(@case =>
                (@case.IsSmoke || !smoke)
                && filters.All(filter => @case.Title.Contains(filter, StringComparison.OrdinalIgnoreCase))),
        ];
        if (chosen.GetValue(List))
        {
            cases.ForEach(@case => Console.WriteLine(@case.Title));
            return 0;
        }

        var results = Workspace.Folder("results");
        Workspace.Empty(results);
        var scratch = Path.Combine(results, "result");
        Race race = smoke
            ? new(rounds: 1, seconds: 0.02, warm: false, scratch)
            : new(chosen.GetValue(Rounds), seconds: 0.25, warm: true, scratch);
        var machine = Machine.Measure(race);
        List<CaseResult> finished = [];
        foreach (var (index, @case) in cases.Index())
        {
            finished.Add(race.Run(@case));
            Console.Error.WriteLine($"[{index + 1}/{cases.Count}] {Summary.Of(finished[^1])}");
        }

        var remark = smoke ? "A smoke test, whose figures mean nothing.\n\n" : "";
        var report = remark + MarkdownReport.Of(machine, finished);
        Console.Write(report);
        if (chosen.GetValue(Markdown) is { } markdown)
            File.WriteAllText(markdown, report);
        if (chosen.GetValue(Json) is { } json)
            File.WriteAllText(json, JsonReport.Of(machine, finished));
        return finished.All(result => result.IsGood) ? 0 : Failure;
    }
}
