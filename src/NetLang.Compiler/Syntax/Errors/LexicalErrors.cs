using NetLang.Compiler.Diagnostics;

namespace NetLang.Compiler.Syntax.Errors;

/// <summary>What can be wrong with the words of a file.</summary>
internal static class LexicalErrors
{
    public static readonly DiagnosticDescriptor UnknownCharacter = new(
        "NL1001",
        Severity.Error,
        "Unknown character",
        """
        A character stands where NetLang has no use for it.

            let width = 64€          // wrong
            let width = 64           // right

        Names are made of the letters a-z and A-Z, digits and `_`. Other characters may stand in strings and comments.
        """);

    public static readonly DiagnosticDescriptor UnclosedString = new(
        "NL1002",
        Severity.Error,
        "String without an end",
        """
        A string ends on the line on which it begins, with `"`.

            import "blocks.net       // wrong
            import "blocks.net"      // right

        A line end within a string is written `\n`.
        """);

    public static readonly DiagnosticDescriptor BadEscape = new(
        "NL1003",
        Severity.Error,
        "Unknown escape in a string",
        """
        In a string, `\` begins one of `\n`, `\r`, `\t`, `\"`, `\\` and `\u` with four hexadecimal digits.

            csv "data\train.csv"     // wrong here only by luck: \t is a tab
            csv "C:\data.csv"        // wrong: there is no \d
            csv "C:/data.csv"        // right, on every system
        """);

    public static readonly DiagnosticDescriptor UnclosedComment = new(
        "NL1004",
        Severity.Error,
        "Comment without an end",
        """
        Every `(*` needs its `*)`; comments nest, so a comment that holds another one needs two.

            (* the encoder           // wrong
            (* the encoder *)        // right
        """);

    public static readonly DiagnosticDescriptor IntegerTooLarge = new(
        "NL1005",
        Severity.Error,
        "Integer too large",
        """
        Integers have 64 bits: the largest is 9223372036854775807. A larger number is written as a float.

            let big = 99999999999999999999      // wrong
            let big = 1e20                      // right
        """);

    public static readonly DiagnosticDescriptor MalformedNumber = new(
        "NL1006",
        Severity.Error,
        "Not a number",
        """
        A number is `42`, `1_000_000`, `0xFF`, `0.5` or `1e-3`. There are no suffixes: a literal takes the type of the
        tensor it meets. A float has a digit on both sides of its point, and lies within the range of f64.

            x * 0.5f                 // wrong
            x * 0.5                  // right
        """);

    public static readonly DiagnosticDescriptor Tab = new(
        "NL1007",
        Severity.Error,
        "Tab character",
        """
        Layout is significant, and editors do not agree on the width of a tab. Indent with spaces; in a string, write
        `\t`.
        """);

    public static readonly DiagnosticDescriptor ForeignOperator = new(
        "NL1008",
        Severity.Error,
        "Operator of another language",
        """
        The operators are those of F#, with `@` as the matrix product.

            fun x => x               // wrong: fun x -> x
            if n == 1 then …         // wrong: if n = 1 then …
            if n != 1 then …         // wrong: if n <> 1 then …
            if !training then …      // wrong: if not training then …
            running += x             // wrong: running <- running + x
        """);
}
