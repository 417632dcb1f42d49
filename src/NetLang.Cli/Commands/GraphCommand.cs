using System.CommandLine;
using System.Text;
using NetLang.Cli.Output;
using NetLang.Compiler;
using NetLang.Compiler.Diagrams;
using NetLang.Compiler.Diagrams.Svg;
using NetLang.Runtime;

namespace NetLang.Cli.Commands;

/// <summary><c>netlangc graph fashion.net -o fashion.svg</c></summary>
internal sealed class GraphCommand : Command
{
    private readonly SourceArguments source = new();

    private readonly Option<string?> format = new("--format")
    {
        Description = "Graphviz, a picture, or a flowchart for Markdown; by default that of the output's name, else dot.",
    };

    private readonly Option<string?> output = new("--output", "-o")
    {
        Description = "The file to write; without it, the graph is printed.",
    };

    private readonly Option<int?> depth = new WholeNumberOption<int>(
        "--depth", 1, "How deep layers in layers are shown: 1 shows those of the model's body alone. All by default.");

    public GraphCommand(Terminal terminal)
        : base("graph", "Draw a model: its layers, and the shapes that pass between them.")
    {
        source.AddTo(this, choosesModel: true);
        Add(format.AcceptOnlyFromAmong("dot", "svg", "mermaid"));
        Add(output);
        Add(depth);
        SetAction(result => Run(result, terminal));
    }

    private int Run(ParseResult result, Terminal terminal)
    {
        var file = source.Open(result, terminal);
        if (file.Compile(new CompilerOptions()) is not { } compilation)
            return ExitCode.ProgramError;
        var model = ModelHost.Choose(compilation, result.GetValue(source.Model), file.Path);
        var path = result.GetValue(output);
        var diagram = ModelDiagram.Draw(model, result.GetValue(depth) ?? int.MaxValue);
        var text = (result.GetValue(format) ?? FormatOf(path)) switch
        {
            "svg" => SvgText.Print(diagram) ?? throw new NetLangException(
                CliErrors.GraphTooLarge,
                $"the graph of {model.Name} has {diagram.Edges.Length:N0} edges, too many for one picture",
                "show less of it with `--depth 1`, or let Graphviz lay it out: `--format dot`"),
            "mermaid" => MermaidText.Print(diagram),
            _ => DotText.Print(diagram),
        };
        if (path is null)
            terminal.Out.Write(text);
        else
            OutputFile.Write((path, Encoding.UTF8.GetBytes(text)));
        return ExitCode.Success;
    }

    private static string FormatOf(string? path) => Path.GetExtension(path)?.ToLowerInvariant() switch
    {
        ".svg" => "svg",
        ".mmd" or ".mermaid" => "mermaid",
        _ => "dot",
    };
}
