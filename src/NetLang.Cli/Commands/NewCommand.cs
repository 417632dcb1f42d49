using System.CommandLine;
using System.Text;
using NetLang.Cli.Output;
using NetLang.Runtime;

namespace NetLang.Cli.Commands;

/// <summary><c>netlangc new NAME</c>: a folder with a model and data, which trains at once.</summary>
internal sealed class NewCommand : Command
{
    private readonly Argument<string> name = new("name") { Description = "The name of the model and its folder." };

    private readonly Option<string?> output = new("--output", "-o") { Description = "The folder to make; NAME by default." };

    public NewCommand(Terminal terminal)
        : base("new", "Write a first model with bundled data, which trains at once.")
    {
        Add(name);
        Add(output);
        SetAction(result =>
        {
            var chosen = result.GetRequiredValue(name);
            return Run(terminal, chosen, result.GetValue(output) ?? chosen);
        });
    }

    private static int Run(Terminal terminal, string name, string folder)
    {
        var model = ModelName(name);
        if (model is null || name.AsSpan().IndexOfAny(Path.GetInvalidFileNameChars()) >= 0)
        {
            terminal.Error.WriteLine($"'{name}' cannot name a model: use letters and digits, a letter first.");
            return ExitCode.UsageError;
        }

        if (Path.Exists(folder))
        {
            throw new NetLangException(
                CliErrors.OutputUnwritable, $"'{folder}' exists already", "choose another name, or remove it first");
        }

        var source = Path.Combine(folder, name + ".net");
        var text = Template("model.net")
            .Replace("$NAME$", name, StringComparison.Ordinal)
            .Replace("$MODEL$", model, StringComparison.Ordinal);
        var data = Path.Combine(folder, "iris.csv");
        OutputFile.Write((source, Encoding.UTF8.GetBytes(text)), (data, Encoding.UTF8.GetBytes(Template("iris.csv"))));
        terminal.Out.WriteLine($"Wrote {source} and {data}. Train it with:");
        terminal.Out.WriteLine($"  netlangc train {source}");
        return ExitCode.Success;
    }

    /// <summary><c>my-model</c> becomes <c>MyModel</c>; null where nothing fit is left.</summary>
    private static string? ModelName(string name)
    {
        var result = new StringBuilder();
        var start = true;
        foreach (var c in name)
        {
            if (char.IsAsciiLetterOrDigit(c))
                result.Append(start ? char.ToUpperInvariant(c) : c);
            start = !char.IsAsciiLetterOrDigit(c);
        }

        return result.Length > 0 && char.IsAsciiLetter(result[0]) ? result.ToString() : null;
    }

    private static string Template(string file)
    {
        using var stream = typeof(NewCommand).Assembly.GetManifestResourceStream("NetLang.Template." + file)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
