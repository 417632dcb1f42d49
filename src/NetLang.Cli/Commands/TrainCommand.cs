using System.CommandLine;
using NetLang.Cli.Gpu;
using NetLang.Cli.Monitoring;
using NetLang.Cli.Output;
using NetLang.Runtime;

namespace NetLang.Cli.Commands;

/// <summary><c>netlangc train fashion.net --epochs 5 --save fashion.safetensors</c></summary>
internal sealed class TrainCommand : Command
{
    private readonly SourceArguments source = new();
    private readonly RunArguments run = new();
    private readonly DeviceOption device = new();

    private readonly Option<int?> epochs = new WholeNumberOption<int>("--epochs", 1, "Passes over the data.");

    private readonly Option<int?> batch = new WholeNumberOption<int>("--batch", 1, "Examples a step.");

    private readonly Option<ulong?> seed =
        new WholeNumberOption<ulong>("--seed", 0, "Seed of weights, dropout and order.");

    private readonly Option<string?> save = new("--save") { Description = "Write the weights there (safetensors)." };

    private readonly Option<string?> load = new("--load")
    {
        Description = "Start from these weights (safetensors), and not from those that the train record names.",
    };

    private readonly Option<bool> partial = new("--partial")
    {
        Description = "Take of --load what fits; other weights keep their initial values.",
    };

    private readonly Option<string?> tensorBoard = new("--tensorboard")
    {
        Description = "Write losses, metrics and the learning rate into this folder, for TensorBoard.",
        HelpName = "DIR",
    };

    public TrainCommand(Terminal terminal)
        : base("train", "Train a model as its train record says.")
    {
        source.AddTo(this, choosesModel: true);
        run.AddTo(this);
        device.AddTo(this);
        foreach (var option in new Option[] { epochs, batch, seed, save, load, partial, tensorBoard })
            Add(option);
        // On another thread: Ctrl-C is heeded only once the action has returned its task.
        SetAction((result, cancellation) => Task.Run(() => Run(result, terminal, cancellation), CancellationToken.None));
    }

    private int Run(ParseResult result, Terminal terminal, CancellationToken cancellation)
    {
        var options = run.Options(result, result.GetValue(seed));
        var file = source.Open(result, terminal);
        var opened = ModelHost.Open(
            file, result.GetValue(source.Model), options, device.Choose(result, terminal), weights: null);
        if (opened is not var (model, definition))
            return ExitCode.ProgramError;
        if (definition.Train is null)
        {
            throw new NetLangException(
                CliErrors.NotTrainable,
                $"{definition.Name} has no train record",
                $"add `train {definition.Name} = {{ data = …; loss = … }}` to {file.Path}");
        }

        if (Loaded(model, result) is var (weights, report))
            LoadSummary.Write(terminal, weights, report);
        var path = result.GetValue(save);
        if (path is not null)
            OutputFile.CheckWritable(path);
        using var log = result.GetValue(tensorBoard) is { } folder ? TensorBoardLog.Create(folder) : null;
        var progress = new TrainingProgress(terminal, model);
        progress.Begin();
        try
        {
            model.Train(
                options: new()
                {
                    Epochs = result.GetValue(epochs),
                    BatchSize = result.GetValue(batch),
                    OnStep = step =>
                    {
                        progress.Step(step);
                        log?.Step(step);
                    },
                },
                onEpoch: epoch =>
                {
                    progress.Epoch(epoch);
                    log?.Epoch(epoch);
                },
                cancellation: cancellation);
        }
        catch (Exception failure) when (failure is NetLangException or OperationCanceledException)
        {
            progress.Clear();
            if (progress.Epochs > 0) // what the finished epochs have learned is not lost
                Save(terminal, model, path);
            throw;
        }

        progress.End();
        Save(terminal, model, path);
        return ExitCode.Success;
    }

    /// <summary>The file that weights were taken from, if any, and what became of them.</summary>
    private (string File, LoadReport Report)? Loaded(Model model, ParseResult result)
    {
        if (result.GetValue(load) is { } path)
            return (path, model.LoadWeights(path, new() { Strict = !result.GetValue(partial) }));
        return model.LoadPretrained() is { } report ? (model.Specification.Training!.Pretrained!, report) : null;
    }

    private static void Save(Terminal terminal, Model model, string? path)
    {
        if (path is null)
            return;
        model.Save(path);
        terminal.Out.WriteLine($"Saved {path}");
    }
}
