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
        Description = "The examples: a CSV file as that of the training data, with or without the target, an NPY file, an image, "
            + "a folder of images, or a text where the training data are one. They are scaled and normalized as the training data were.",
        Required = true,
    };

    private readonly Option<int?> top =
        new WholeNumberOption<int>("--top", 1, "Show so many classes with the highest scores, by their names where the data have some.");

    private readonly Option<bool> json = new("--json") { Description = "Print JSON, one object a row." };

    public PredictCommand(Terminal terminal)
        : base("predict", "Predict for the examples of a file.")
    {
        source.AddTo(this, choosesModel: true);
        run.AddTo(this);
        device.AddTo(this);
        Add(weights);
        Add(input);
        Add(top);
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
        var path = result.GetRequiredValue(input);
        var training = model.Specification.Training;
        var predictions = model.Predict(loader.LoadExamples(path, training));
        if (result.GetValue(top) is { } count)
            Show(new TopClasses(predictions, count, loader.ClassNames(training), DataLoader.ImagesAt(path)));
        else if (result.GetValue(json))
            terminal.Out.WriteLine(Json.Text(PredictionTable.Rows(predictions)));
        else
            terminal.Console.Write(PredictionTable.Render(predictions));
        return ExitCode.Success;

        void Show(TopClasses classes)
        {
            if (result.GetValue(json))
                terminal.Out.WriteLine(Json.Text(classes.Rows()));
            else
                terminal.Console.Write(classes.Render());
        }
    }
}
