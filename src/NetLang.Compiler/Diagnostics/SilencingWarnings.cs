namespace NetLang.Compiler.Diagnostics;

/// <summary>What can be wrong with the silencing of warnings.</summary>
public static class SilencingWarnings
{
    public static readonly DiagnosticDescriptor Useless = new(
        "NL2034", Severity.Warning, "a comment that silences nothing", """
        `// allow CODE` silences the warnings of that code on its line, or, where it stands alone, on the line below. Here
        there is none: it has been mended, the comment stands at another line, or the code is one of an error. The line
        of a warning is the one that it names, the first of what it underlines.
        """)
    {
        Example = new(
            """
            model Net (x: f32[N, 4]) : f32[N, 4] =
                let y = relu x // allow NL2031: not used yet
                y
            """,
            """
            model Net (x: f32[N, 4]) : f32[N, 4] =
                let y = relu x
                y
            """),
    };
}
