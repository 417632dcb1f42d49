using System.CommandLine;
using NetLang.Runtime;

namespace NetLang.Cli.Commands;

/// <summary>What every command that runs a model takes.</summary>
internal sealed class RunArguments
{
    public Option<string?> Data { get; } = new("--data")
    {
        Description = "The folder of the data files; by default that of the .net file.",
    };

    public Option<int?> Threads { get; } =
        new WholeNumberOption<int>("--threads", 1, "Threads; by default one a processor. Results do not depend on it.");

    public void AddTo(Command command)
    {
        command.Add(Data);
        command.Add(Threads);
    }

    public ModelOptions Options(ParseResult result, ulong? seed = null) => new()
    {
        DataDirectory = result.GetValue(Data),
        Threads = result.GetValue(Threads),
        Seed = seed,
    };
}
