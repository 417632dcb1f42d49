using System.CommandLine;
using System.Text;
using NetLang.Cli.Output;

namespace NetLang.Cli.Commands;

/// <summary><c>netlangc new NAME</c>: a folder with a model and data, which trains at once.</summary>
internal sealed class NewCommand : Command
{
    private readonly Argument<string> name = new("name") { Description = "The name of the folder and the model." };

    public NewCommand(Terminal terminal)
        : base("new", "Write a first model with bundled data, which trains at once.")
    {
        Add(name);
        SetAction(result => Run(terminal, result.GetRequiredValue(name)));
    }

    private static int Run(Terminal terminal, string name)
    {
        var model = ModelName(name);
        if (model is null || name.AsSpan().IndexOfAny(Path.GetInvalidFileNameChars()) >= 0)
        {
            terminal.Error.WriteLine($"'{name}' cannot name a model: use letters and digits, a letter first.");
            return ExitCode.UsageError;
        }

        if (Path.Exists(name))
        {
            terminal.Error.WriteLine($"'{name}' exists already: choose another name, or remove it first.");
            return ExitCode.RunError;
        }

        try
        {
            Directory.CreateDirectory(name);
            var source = Template("model.net")
                .Replace("$NAME$", name, StringComparison.Ordinal)
                .Replace("$MODEL$", model, StringComparison.Ordinal);
            File.WriteAllText(Path.Combine(name, name + ".net"), source);
            File.WriteAllText(Path.Combine(name, "iris.csv"), Template("iris.csv"));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            terminal.Error.WriteLine($"Cannot write '{name}': {failure.Message}");
            return ExitCode.RunError;
        }

        terminal.Out.WriteLine($"Wrote {name}/{name}.net and {name}/iris.csv. Train it with:");
        terminal.Out.WriteLine($"  netlangc train {name}/{name}.net");
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
