using System.Diagnostics;
using System.Globalization;

namespace NetLang.Fuzz;

/// <summary>A run over many programs, and its report.</summary>
internal sealed class FuzzRun(FuzzOptions options)
{
    // After so many kinds of failure, or programs without end, nothing new is learnt.
    private const int MostFindings = 20;

    private const int ShownLines = 10;

    // Of programs that reach elaboration: a run of others tries little but the parser.
    private const double LeastShare = 1.0 / 3.0;

    // Programs that are compiled before time counts.
    private const int WarmUp = 10;

    private readonly Watch watch = new(options.Budget);
    private readonly Dictionary<string, int> findings = [];
    private readonly Dictionary<(string Mutation, Stage Stage), int> counts = [];
    private readonly TextWriter report = Console.Out;

    /// <summary>Runs; the exit code is 1 where the compiler failed, or too few programs were elaborated.</summary>
    public int All()
    {
        Directory.CreateDirectory(options.Output);
        var time = Stopwatch.StartNew();
        var corpus = new Corpus();
        var maker = new ProgramMaker(corpus, options.Seed);
        var (all, models) = (corpus.Programs.Length, corpus.Models.Length);
        Print($"{all} programs to mutate, {models} of them with models; seed {options.Seed}");
        foreach (var warm in corpus.Models[..WarmUp])
            Trial.Run(warm.Source.Content, toAssembly: true);
        var slowest = (Number: 0, Time: TimeSpan.Zero);
        foreach (var number in Enumerable.Range(options.First, options.Count).TakeWhile(_ => !IsEnough))
        {
            var program = maker.Make(number);
            File.WriteAllText(Current, program.Text); // a stack overflow ends the process
            var start = Stopwatch.GetTimestamp();
            var outcome = watch.Run(program.Text, number % options.Assemblies == 0);
            if (Stopwatch.GetElapsedTime(start) is var elapsed && elapsed > slowest.Time)
                slowest = (number, elapsed);
            var key = (program.Mutation, outcome.Stage);
            counts[key] = counts.GetValueOrDefault(key) + 1;
            if (outcome.Signature is { } signature)
                Found(program, signature, outcome.Failure!);
        }

        File.Delete(Current);
        Summarize(time.Elapsed, slowest);
        return findings.Count == 0 && Share() >= LeastShare ? 0 : 1;
    }

    /// <summary>Compiles one file, and makes it small where the compiler fails on it.</summary>
    public int Only(string path)
    {
        var text = File.ReadAllText(path);
        var outcome = watch.Run(text, toAssembly: true);
        Print($"{path}: {outcome.Stage} {outcome.Failure}");
        if (outcome.Signature is not { } signature)
            return 0;
        report.WriteLine(Reduced(text, signature));
        return 1;
    }

    private bool IsEnough => findings.Count >= MostFindings;

    private string Current => Path.Combine(options.Output, "current.net");

    private void Found(FuzzProgram program, string signature, string failure)
    {
        var again = findings.GetValueOrDefault(signature);
        findings[signature] = again + 1;
        if (again > 0)
            return;
        var shown = string.Join('\n', failure.Split('\n').Take(ShownLines));
        Print($"program {program.Number} ({program.Mutation}): {shown}");
        var path = Path.Combine(options.Output, $"seed{options.Seed}-{program.Number}");
        File.WriteAllText(path + ".whole.net", program.Text);
        File.WriteAllText(path + ".net", Reduced(program.Text, signature));
        Print($"written to {path}.net");
    }

    /// <summary>A smaller program with the same failure; what takes long is not tried a thousand times.</summary>
    private string Reduced(string text, string signature) => signature == Watch.TooLong
        ? text
        : new Reduction(smaller => watch.Run(smaller, toAssembly: true).Signature == signature).Reduce(text);

    private void Summarize(TimeSpan time, (int Number, TimeSpan Time) slowest)
    {
        var all = counts.Values.Sum();
        foreach (var byMutation in counts.GroupBy(c => c.Key.Mutation).OrderBy(g => g.Key))
        {
            var stages = byMutation.OrderBy(c => c.Key.Stage).Select(c => $"{c.Value} {c.Key.Stage}");
            Print($"{byMutation.Key}: {string.Join(", ", stages).ToLowerInvariant()}");
        }

        Print($"slowest: program {slowest.Number}, {slowest.Time.TotalSeconds:F2} s");
        Print($"{all} programs in {time.TotalSeconds:F0} s, {100.0 * Share():F1}% reached elaboration");
        Print($"{findings.Values.Sum()} failures of {findings.Count} kinds");
    }

    private double Share() =>
        (double)counts.Where(c => c.Key.Stage > Stage.Refused).Sum(c => c.Value) / counts.Values.Sum();

    private void Print(FormattableString line) => report.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
