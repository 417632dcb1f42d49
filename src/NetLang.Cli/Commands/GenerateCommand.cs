using System.CommandLine;
using System.Globalization;
using NetLang.Cli.Gpu;
using NetLang.Cli.Output;
using NetLang.Runtime;
using NetLang.Runtime.Generation;

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

    private readonly Option<double> temperature = new("--temperature")
    {
        Description = "Below 1 what is likely is written more often than the model says, above 1 less often; with 0 always the likeliest.",
        DefaultValueFactory = _ => 1,
        CustomParser = result => double.TryParse(result.Tokens[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value
            : Fail(result, "--temperature must be a number."),
    };

    private readonly Option<int?> top = new WholeNumberOption<int>("--top-k", 1, "Write so many of the likeliest tokens only; by default any.");

    private readonly Option<ulong?> seed = new WholeNumberOption<ulong>("--seed", 0, "Another seed writes another text; by default 0.");

    public GenerateCommand(Terminal terminal)
        : base("generate", "Go on with a text, by a model that was trained on texts.")
    {
        source.AddTo(this, choosesModel: true);
        run.AddTo(this);
        device.AddTo(this);
        foreach (var option in (Option[])[weights, prompt, length, temperature, top, seed])
            Add(option);
        SetAction(result => Run(result, terminal));
    }

    private static double Fail(System.CommandLine.Parsing.ArgumentResult result, string message)
    {
        result.AddError(message);
        return 0;
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
            TopK = result.GetValue(top),
            Seed = result.GetValue(seed) ?? 0,
        };
        var tokens = tokenizer.Encode(result.GetRequiredValue(prompt));
        int[] written = [.. tokens, .. model.Generate(tokens, sampling).Take(result.GetValue(length) ?? 200)];
        terminal.Out.WriteLine(tokenizer.Decode(written));
        return ExitCode.Success;
    }
}
