using System.CommandLine;
using NetLang.Cli.Gpu;
using NetLang.Cli.Output;
using NetLang.Compiler.Diagnostics;
using NetLang.Runtime;
using NetLang.Runtime.Generation;
using NetLang.Runtime.Text;

namespace NetLang.Cli.Commands;

/// <summary><c>netlangc generate chars.net --weights chars.safetensors --prompt "ROMEO:" --length 300 --temperature 0.8</c></summary>
internal sealed class GenerateCommand : Command
{
    private readonly SourceArguments source = new();
    private readonly RunArguments run = new();
    private readonly DeviceOption device = new();

    private readonly Option<string> weights = new("--weights") { Description = "The weights (safetensors).", Required = true };

    private readonly Option<string> prompt = new("--prompt") { Description = "The text to begin with.", Required = true };

    private readonly Option<int?> length = new WholeNumberOption<int>("--length", 1, "How many tokens to write; by default 200.");

    private readonly Option<double> temperature = new NumberOption(
        "--temperature", 1, "Below 1 what is likely is written more often than the model says, above 1 less often; with 0 always the likeliest.");

    private readonly Option<int?> topK = new WholeNumberOption<int>("--top-k", 1, "Write so many of the likeliest tokens only; by default any.");

    private readonly Option<double> topP = new NumberOption(
        "--top-p", 1, "Write only tokens of the likeliest that have this probability together; by default any.");

    private readonly Option<double> penalty = new NumberOption(
        "--repetition-penalty", 1, "Above 1 what is there already is written less often, below 1 more often.");

    private readonly Option<string?> stop = new("--stop") { Description = "End before this text, where it is written." };

    private readonly Option<ulong?> seed = new WholeNumberOption<ulong>("--seed", 0, "Another seed writes another text; by default 0.");

    public GenerateCommand(Terminal terminal)
        : base("generate", "Go on with a text, by a model that was trained on texts.")
    {
        source.AddTo(this, choosesModel: true);
        run.AddTo(this);
        device.AddTo(this);
        foreach (var option in (Option[])[weights, prompt, length, temperature, topK, topP, penalty, stop, seed])
            Add(option);
        stop.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: "" }])
                result.AddError("--stop must be a text of at least one character.");
        });
        SetAction(result => Run(result, terminal));
    }

    private int Run(ParseResult result, Terminal terminal)
    {
        var opened = ModelHost.Open(
            source.Open(result, terminal),
            result.GetValue(source.Model),
            run.Options(result),
            device.Choose(result, terminal),
            result.GetRequiredValue(weights));
        if (opened is not var (model, _))
            return ExitCode.ProgramError;
        var tokenizer = model.LoadTokenizer()
            ?? throw new NetLangException(
                GenerationErrors.NotGenerative,
                $"{model.Specification.Name} cannot go on with a text: its training data are no text",
                "name them in the train record: `data = text { length = 64 } Bytes \"book.txt\"`");
        if (model.Specification.Outputs is [{ Shape: [.., { Symbols: [] } scored] }] && scored.Evaluate([]) != tokenizer.Count)
        {
            throw new NetLangException(
                GenerationErrors.NotGenerative,
                $"{model.Specification.Name} scores {scored.Evaluate([])} tokens, and its texts have {tokenizer.Count}",
                $"end the model with as many as there are: `dense {tokenizer.Count}`");
        }

        var sampling = new SamplingOptions
        {
            Temperature = result.GetValue(temperature),
            TopK = result.GetValue(topK),
            TopP = result.GetValue(topP),
            RepetitionPenalty = result.GetValue(penalty),
            Seed = result.GetValue(seed) ?? 0,
        };
        var given = tokenizer.Encode(result.GetRequiredValue(prompt));
        var written = tokenizer.DecodeEach(model.Generate(given, sampling).Take(result.GetValue(length) ?? 200), behind: given);
        if (result.GetValue(stop) is { } end)
            written = written.Until(end);
        foreach (var piece in written.Prepend(tokenizer.Decode(given)))
        {
            terminal.Out.Write(terminal.Interactive ? TerminalText.Clean(piece, keepLines: true) : piece);
            terminal.Out.Flush();
        }

        terminal.Out.WriteLine();
        return ExitCode.Success;
    }
}
