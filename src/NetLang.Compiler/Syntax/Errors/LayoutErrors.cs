using NetLang.Compiler.Diagnostics;

namespace NetLang.Compiler.Syntax.Errors;

/// <summary>NL11xx: what can be wrong with indentation and brackets.</summary>
internal static class LayoutErrors
{
    public static readonly DiagnosticDescriptor Offside = new(
        "NL1101", Severity.Error, "line starts at an unexpected column", """
        The lines of a block, and the elements of a bracket, start at the same column. A line further right continues
        the line above.
        """)
    {
        Example = new(
            """
            let f x =
                let y = x * 2
              y + 1
            """,
            """
            let f x =
                let y = x * 2
                y + 1
            """),
    };

    public static readonly DiagnosticDescriptor ExpectedBlock = new(
        "NL1102", Severity.Error, "nothing follows the opener of a block", """
        After `=`, `->`, `then`, `else` and `<-` an expression follows, on the same line or indented on the lines below.
        """)
    {
        Example = new(
            """
            let f x =

            let g x = x + 1
            """,
            """
            let f x =
                x * 2

            let g x = x + 1
            """),
    };

    public static readonly DiagnosticDescriptor UnclosedBracket = new(
        "NL1103", Severity.Error, "bracket without an end", """
        Every `(`, `[` and `{` is closed before the declaration ends.
        """)
    {
        Example = new(
            """
            let sizes = [64; 128
            """,
            """
            let sizes = [64; 128]
            """),
    };

    public static readonly DiagnosticDescriptor UnmatchedBracket = new(
        "NL1104", Severity.Error, "closing bracket without an opening one", """
        A `)`, `]` or `}` closes the bracket of its kind that was opened last, and here none is open.
        """)
    {
        Example = new(
            """
            let area w h = w * h)
            """,
            """
            let area w h = w * h
            """),
    };

    public static readonly DiagnosticDescriptor NotADeclaration = new(
        "NL1105", Severity.Error, "not a declaration", """
        At the left margin stand declarations: `import`, `let`, `model`, `train` and `optimizer`. What belongs to a
        declaration is indented below it.
        """)
    {
        Example = new(
            """
            def double x = x * 2
            """,
            """
            let double x = x * 2
            """),
    };
}
