using System.CommandLine;
using NetLang.Cli.Output;
using NetLang.Runtime;

namespace NetLang.Cli.Commands;

/// <summary><c>netlangc explain NL3001</c></summary>
internal sealed class ExplainCommand : Command
{
    private readonly Argument<string?> code = new("code")
    {
        Description = "The code of a diagnostic; without it, all are listed.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public ExplainCommand(Terminal terminal)
        : base("explain", "Explain a diagnostic, with an example and its repair.")
    {
        Add(code);
        SetAction(result => Run(terminal, result.GetValue(code)));
    }

    private static int Run(Terminal terminal, string? code)
    {
        var known = Explanation.All;
        if (code is null)
        {
            foreach (var each in known)
                terminal.Out.WriteLine($"{each.Code}  {each.Title}");
            return ExitCode.Success;
        }

        var found = known.FirstOrDefault(e => e.Code.Equals(code, StringComparison.OrdinalIgnoreCase));
        if (found is null)
        {
            var close = Suggestion.DidYouMean(code, known.Select(e => e.Code));
            terminal.Error.WriteLine($"There is no diagnostic {code}; `netlangc explain` lists them." + (close is null ? "" : $" {close}"));
            return ExitCode.UsageError;
        }

        terminal.Out.WriteLine($"{found.Code}: {found.Title}");
        terminal.Out.WriteLine();
        terminal.Out.WriteLine(found.Text);
        return ExitCode.Success;
    }
}
