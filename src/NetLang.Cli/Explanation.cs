using NetLang.Compiler.Diagnostics;
using NetLang.Runtime;

namespace NetLang.Cli;

/// <summary>The page of a diagnostic: the compiler's, the runtime's or the command line's.</summary>
internal sealed record Explanation(string Code, string Title, string Text)
{
    public static IReadOnlyList<Explanation> All { get; } =
    [
        .. DiagnosticCatalog.All.Select(d => new Explanation(d.Code, d.Title, d.Explanation))
            .Concat(RuntimeErrors.All.Concat(CliErrors.All).Select(e => new Explanation(e.Code, e.Title, e.Explanation)))
            .OrderBy(e => e.Code, StringComparer.Ordinal),
    ];
}
