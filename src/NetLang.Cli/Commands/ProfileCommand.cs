using System.CommandLine;
using System.Diagnostics;
using System.Text;
using NetLang.Cli.Gpu;
using NetLang.Cli.Output;
using NetLang.Cli.Profiling;
using NetLang.Compiler;
using NetLang.Runtime;
using NetLang.Runtime.Data;
using NetLang.Runtime.Execution;

namespace NetLang.Cli.Commands;

/// <summary><c>netlangc profile fashion.net --steps 100 --trace fashion.json</c></summary>
internal sealed class ProfileCommand : Command
{
    private const int DefaultSteps = 50;

    // Both at least, for the JIT to see what is hot and to make it fast.
    private const int WarmUpSteps = 10;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);

    private readonly SourceArguments source = new();
    private readonly RunArguments run = new();

    private readonly Option<int?> batch = new WholeNumberOption<int>("--batch", 1, "Examples a step.");

    private readonly Option<int?> steps = new WholeNumberOption<int>(
        "--steps", 1, $"Training steps to measure, after a second of steps that are not; {DefaultSteps} by default.");

    private readonly Option<bool> random = new("--random")
    {
        Description = "Take random data of the right shapes in place of those of the train record, as where it has "
            + $"none. Symbols other than the batch are {RandomData.OtherSize} then.",
    };

    private readonly Option<string?> trace = new("--trace")
    {
        Description = "Write the steps there for Perfetto (ui.perfetto.dev) or chrome://tracing.",
        HelpName = "FILE",
    };

    public ProfileCommand(Terminal terminal)
        : base("profile", "Run training steps, and show how long each kernel takes.")
    {
        source.AddTo(this, choosesModel: true);
        run.AddTo(this);
        foreach (var option in new Option[] { batch, steps, random, trace })
            Add(option);
        // On another thread: Ctrl-C is heeded only once the action has returned its task.
        SetAction((result, cancellation) =>
            Task.Run(() => Run(result, terminal, cancellation), CancellationToken.None));
    }

    private int Run(ParseResult result, Terminal terminal, CancellationToken cancellation)
    {
        var file = source.Open(result, terminal);
        RoslynRehearsal.Begin();
        if (file.Compile(new CompilerOptions()) is not { } compilation)
            return ExitCode.ProgramError;
        var log = new LaunchLog();
        var options = run.Options(result) with { Launches = log };
        var opened = ModelHost.Open(compilation, file, result.GetValue(source.Model), options, DeviceCode.Cpu, weights: null);
        if (opened is not var (model, definition))
            return ExitCode.ProgramError;
        var path = result.GetValue(trace);
        if (path is not null)
            OutputFile.CheckWritable(path);

        if (definition.Train is null)
        {
            throw new NetLangException(
                CliErrors.NotTrainable,
                $"{definition.Name} has no train record, so it has no training step",
                $"add `train {definition.Name} = {{ data = …; loss = … }}` to {file.Path}");
        }

        var runs = Train(model, log, Data(model, result, file), result, cancellation);
        var program = compilation.Programs.Single(p => p.Model == definition && p.Graph == definition.Train).Kernels;
        var measured = MeasuredSteps.Of(runs, program);
        var sizes = model.Specification.Symbols.Zip(runs[0].Symbols).ToDictionary(s => s.First, s => s.Second);
        terminal.Console.Write(ProfileTable.Render(StepProfile.Of(measured, program, symbol => sizes[symbol])));
        var where = string.Join(", ", sizes.Select(s => $"{s.Key} = {s.Value}"));
        var what = measured.Count == 1 ? "One training step" : $"Medians of {measured.Count} training steps";
        terminal.Out.WriteLine($"{what} of {definition.Name}, {where}.");
        if (runs[0].Launches.Where(l => l.IsConcurrent).DistinctBy(l => l.Kernel).Count() is > 0 and var concurrent)
        {
            terminal.Out.WriteLine(
                $"{concurrent} of the kernels run at the same time as others when not profiled: a step may take less than "
                + "this sum.");
        }

        if (path is not null)
        {
            OutputFile.Write((path, Encoding.UTF8.GetBytes(ChromeTrace.Text(measured, definition.Name))));
            terminal.Out.WriteLine($"Saved {path}");
        }

        return ExitCode.Success;
    }

    private Dataset Data(Model model, ParseResult result, SourceFile file)
    {
        var training = model.Specification.Training!;
        return training.Data is { } data && !result.GetValue(random)
            ? new DataLoader(model.Specification, result.GetValue(run.Data) ?? file.Folder).Load(data)
            : RandomData.For(model.Specification, result.GetValue(batch) ?? training.BatchSize);
    }

    /// <summary>Trains until there are as many runs as are to be measured.</summary>
    private IReadOnlyList<ProgramRun> Train(
        Model model, LaunchLog log, Dataset data, ParseResult result, CancellationToken cancellation)
    {
        var wanted = result.GetValue(steps) ?? DefaultSteps;
        IReadOnlyList<ProgramRun> runs = [];
        var start = Stopwatch.GetTimestamp();
        int? skipped = null;
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            model.Train(
                data,
                new() { Epochs = int.MaxValue, BatchSize = result.GetValue(batch), OnStep = _ => CountRuns() },
                cancellation: enough.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // Measured enough.
        }

        return runs;

        void CountRuns()
        {
            var isWarm = log.Runs.Count >= WarmUpSteps && Stopwatch.GetElapsedTime(start) >= WarmUp;
            if (!isWarm || log.Runs.Count < skipped + wanted)
                return;
            var all = MeasuredSteps.EqualRuns(log, "train");
            skipped ??= all.Count;
            runs = [.. all.Skip(skipped.Value)];
            if (runs.Count == wanted)
                enough.Cancel();
        }
    }
}
