using NetLang.Compiler.Diagnostics;

namespace NetLang.Compiler;

/// <summary>What can go wrong with a compilation as a whole.</summary>
public static class CompilationErrors
{
    public static readonly DiagnosticDescriptor InternalError = new(
        "NL5202",
        Severity.Error,
        "netlangc itself failed",
        """
        Something happened that netlangc did not expect. This is a mistake in netlangc, not in your file.

        Please report it with your .net file, the message, and the version (`netlangc --version`). The message names the place in
        netlangc; the last thing that you changed in your file is probably what leads there.
        """);

    public static readonly DiagnosticDescriptor UnknownPass = new(
        "NL5203",
        Severity.Error,
        "no such pass",
        """
        `--passes` names an optimising pass that does not exist, or `--dump-ir` one that does not exist or that `--passes`
        leaves out.

        Wrong: `netlangc build --passes=simplfy model.net`
        Right: `netlangc build --passes=simplify model.net`, or leave the option out to run all of them.
        """);
}
