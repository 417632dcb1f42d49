using NetLang.Compiler.Diagnostics;

namespace NetLang.Compiler.Syntax.Errors;

/// <summary>What can be wrong with indentation and brackets.</summary>
internal static class LayoutErrors
{
    public static readonly DiagnosticDescriptor Offside = new(
        "NL1101",
        Severity.Error,
        "Line starts at an unexpected column",
        """
        The lines of a block, and the elements of a bracket, start at the same column. A line further right continues
        the line above.

            let f x =
                let y = x * 2
              y + 1                  // wrong: neither in the block of `f` nor outside it

            let f x =
                let y = x * 2
                y + 1                // right
        """);

    public static readonly DiagnosticDescriptor ExpectedBlock = new(
        "NL1102",
        Severity.Error,
        "Nothing follows the opener of a block",
        """
        After `=`, `->`, `then`, `else` and `<-` an expression follows, on the same line or indented on the lines below.

            let f x =
            x + 1                    // wrong

            let f x =
                x + 1                // right
        """);

    public static readonly DiagnosticDescriptor UnclosedBracket = new(
        "NL1103",
        Severity.Error,
        "Bracket without an end",
        """
        Every `(`, `[` and `{` is closed before the declaration ends.

            let sizes = [64; 128     // wrong
            let sizes = [64; 128]    // right
        """);

    public static readonly DiagnosticDescriptor UnmatchedBracket = new(
        "NL1104",
        Severity.Error,
        "Closing bracket without an opening one",
        """
        A `)`, `]` or `}` closes the bracket that was opened last.

            let sizes = [64; (128]   // wrong
            let sizes = [64; 128]    // right
        """);

    public static readonly DiagnosticDescriptor NotADeclaration = new(
        "NL1105",
        Severity.Error,
        "Not a declaration",
        """
        At the left margin stand declarations: `import`, `let`, `model`, `train` and `optimizer`. What belongs to a
        declaration is indented below it.

            def f x = x + 1          // wrong
            let f x = x + 1          // right
        """);
}
