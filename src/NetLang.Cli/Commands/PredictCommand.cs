using System.CommandLine;
using NetLang.Cli.Gpu;
using NetLang.Cli.Output;
using NetLang.Runtime.Data;

namespace NetLang.Cli.Commands;

/// <summary><c>netlangc predict fashion.net --weights fashion.safetensors --input images.csv</c></summary>
internal sealed class PredictCommand : Command
{
    private readonly SourceArguments source = new();
    private readonly RunArguments run = new();
    private readonly DeviceOption device = new();

    private readonly Option<string?> weights = new("--weights")
    {
        Description = "The weights (safetensors). Without them the model keeps its initial ones.",
    };

    private readonly Option<string> input = new("--input")
    {
        Description = "The examples: a CSV file as that of the training data, with or without the target, or an NPY file. "
            + "They are scaled and normalized as the training data were.",
        Required = true,
    };

    private readonly Option<bool> json = new("--json") { Description = "Print JSON, one object a row." };

    public PredictCommand(Terminal terminal)
        : base("predict", "Predict for the examples of a file.")
    {
        source.AddTo(this, choosesModel: true);
        run.AddTo(this);
        device.AddTo(this);
        Add(weights);
        Add(input);
        Add(json);
        SetAction(result => Run(result, terminal));
    }

    private int Run(ParseResult result, Terminal terminal)
    {
        var file = source.Open(result, terminal);
        var opened = ModelHost.Open(
            file,
            result.GetValue(source.Model),
            run.Options(result),
            device.Choose(result, terminal),
            result.GetValue(weights));
        if (opened is not var (model, _))
            return ExitCode.ProgramError;
        if (result.GetValue(weights) is null && model.Specification.Variables.Length > 0)
            terminal.Error.WriteLine("note: no --weights are given, so these are predictions of the initial weights");
        var loader = new DataLoader(model.Specification, result.GetValue(run.Data) ?? file.Folder);
        var examples = loader.LoadExamples(result.GetRequiredValue(input), model.Specification.Training);
        var predictions = model.Predict(examples);
        if (result.GetValue(json))
            terminal.Out.WriteLine(Json.Text(PredictionTable.Rows(predictions)));
        else
            terminal.Console.Write(PredictionTable.Render(predictions));
        return ExitCode.Success;
    }
}
