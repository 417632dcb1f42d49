using NetLang.Compiler.Diagnostics;

namespace NetLang.Compiler.Syntax.Errors;

/// <summary>NL10xx: what can be wrong with the words of a file.</summary>
internal static class LexicalErrors
{
    public static readonly DiagnosticDescriptor UnknownCharacter = new("NL1001", Severity.Error, "unknown character", """
        A character stands where NetLang has no use for it. Names are made of the letters a-z and A-Z, digits and `_`;
        other characters may stand in strings and comments.
        """)
    {
        Example = new(
            """
            let width = 64 # neurons
            """,
            """
            let width = 64 // neurons
            """),
    };

    public static readonly DiagnosticDescriptor UnclosedString = new("NL1002", Severity.Error, "string without an end", """
        A string ends with `"` on the line on which it begins. A line end within a string is written `\n`.
        """)
    {
        Example = new(
            """
            let images = "train-images.gz
            """,
            """
            let images = "train-images.gz"
            """),
    };

    public static readonly DiagnosticDescriptor BadEscape = new(
        "NL1003", Severity.Error, "unknown escape in a string", """
        In a string, `\` begins one of `\n`, `\r`, `\t`, `\"`, `\\` and `\u` with four hexadecimal digits. In paths, `/`
        works on every system, and none of these is meant: `"data\train.csv"` holds a tab.
        """)
    {
        Example = new(
            """
            let file = "C:\data.csv"
            """,
            """
            let file = "C:/data.csv"
            """),
    };

    public static readonly DiagnosticDescriptor UnclosedComment = new(
        "NL1004", Severity.Error, "comment without an end", """
        Every `(*` needs its `*)`; comments nest, so a comment that holds another one needs two.
        """)
    {
        Example = new(
            """
            (* The width of the (* first *) layer.
            let width = 64
            """,
            """
            (* The width of the (* first *) layer. *)
            let width = 64
            """),
    };

    public static readonly DiagnosticDescriptor IntegerTooLarge = new("NL1005", Severity.Error, "integer too large", """
        Integers have 64 bits: the largest is 9223372036854775807. A larger number is written as a float.
        """)
    {
        Example = new(
            """
            let large = 100000000000000000000
            """,
            """
            let large = 1e20
            """),
    };

    public static readonly DiagnosticDescriptor MalformedNumber = new("NL1006", Severity.Error, "not a number", """
        A number is `42`, `1_000_000`, `0xFF`, `0.5` or `1e-3`. There are no suffixes: a literal takes the type of the
        tensor it meets. A float has a digit on both sides of its point, and lies within the range of f64.
        """)
    {
        Example = new(
            """
            let half x = x * 0.5f
            """,
            """
            let half x = x * 0.5
            """),
    };

    public static readonly DiagnosticDescriptor Tab = new("NL1007", Severity.Error, "tab character", """
        Layout is significant, and editors do not agree on the width of a tab. Indent with spaces; in a string, write
        `\t`. It is reported once a file.
        """)
    {
        Example = new(
            "let double x =\n\tx * 2",
            """
            let double x =
                x * 2
            """),
    };

    public static readonly DiagnosticDescriptor ForeignOperator = new(
        "NL1008", Severity.Error, "operator of another language", """
        The operators are those of F#, with `@` as the matrix product. Instead of

            fun x => x          write  fun x -> x
            n == 1              write  n = 1
            n != 1              write  n <> 1
            !training           write  not training
            running += x        write  running <- running + x
            x ^ 2               write  x ** 2
            f <| x              write  f (x), or x |> f
        """)
    {
        Example = new(
            """
            let isWide units = units == 64
            """,
            """
            let isWide units = units = 64
            """),
    };
}
