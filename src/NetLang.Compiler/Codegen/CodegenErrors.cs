using NetLang.Compiler.Diagnostics;

namespace NetLang.Compiler.Codegen;

/// <summary>What can go wrong between kernels and an assembly; none of it is the user's doing.</summary>
public static class CodegenErrors
{
    public static readonly DiagnosticDescriptor EmittedCodeRefused = new(
        "NL5201",
        Severity.Error,
        "the emitted C# does not compile",
        """
        netlangc wrote C# that the C# compiler refuses. This is a mistake in netlangc, not in your file.

        Please report it with your .net file, the message, and the version (`netlangc --version`). The text in question can be
        seen with `netlangc build --emit csharp`. Leaving optimisations out often helps until it is mended:
        `netlangc build --passes=none model.net`.
        """);
}
