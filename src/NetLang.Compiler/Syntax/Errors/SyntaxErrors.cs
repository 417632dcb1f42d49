using NetLang.Compiler.Diagnostics;

namespace NetLang.Compiler.Syntax.Errors;

/// <summary>NL12xx: what can be wrong with the order of words.</summary>
internal static class SyntaxErrors
{
    public static readonly DiagnosticDescriptor Unexpected = new(
        "NL1201", Severity.Error, "unexpected word or sign", """
        Something stands where the grammar has no place for it. The message says what could stand there.
        """)
    {
        Example = new(
            """
            let largest (x: f32 [10]) = max x
            """,
            """
            let largest (x: f32[10]) = max x
            """),
    };

    public static readonly DiagnosticDescriptor MissingEquals = new(
        "NL1202", Severity.Error, "definition without `=`", """
        A definition is a name, its parameters, perhaps `:` and a type, then `=` and a body. A field of a record is a name,
        `=` and a value.
        """)
    {
        Example = new(
            """
            let block units x
                x |> dense units |> relu
            """,
            """
            let block units x =
                x |> dense units |> relu
            """),
    };

    public static readonly DiagnosticDescriptor IncompleteIf = new("NL1203", Severity.Error, "incomplete `if`", """
        An `if` is an expression: it has a `then` and an `else`, and gives the value of one of them.
        """)
    {
        Example = new(
            """
            let noisy x = if training then x + randomNormal (shape x)
            """,
            """
            let noisy x = if training then x + randomNormal (shape x) else x
            """),
    };

    public static readonly DiagnosticDescriptor MissingOperand = new("NL1204", Severity.Error, "expression missing", """
        An expression should stand here: the right side of an operator, say, or a value behind a comma.
        """)
    {
        Example = new(
            """
            let next n = n +
            """,
            """
            let next n = n + 1
            """),
    };

    public static readonly DiagnosticDescriptor MissingArrow = new("NL1205", Severity.Error, "`->` missing", """
        A function value is `fun x -> body`; a case of a `match` is `| pattern -> body`.
        """)
    {
        Example = new(
            """
            let doubled sizes = map (fun n = n * 2) sizes
            """,
            """
            let doubled sizes = map (fun n -> n * 2) sizes
            """),
    };

    public static readonly DiagnosticDescriptor CommaInList = new(
        "NL1206", Severity.Error, "list elements separated by commas", """
        The elements of a list and the fields of a record are separated by `;`, or stand on lines of their own. Commas
        separate the items of a tuple `(a, b)` and of an index `x[0, ..]`.
        """)
    {
        Example = new(
            """
            let sizes = [64, 128]
            """,
            """
            let sizes = [64; 128]
            """),
    };

    public static readonly DiagnosticDescriptor TooDeep = new("NL1207", Severity.Error, "too deeply nested", """
        Brackets, blocks and operators nest too deeply. Name the parts with `let`; a layer applied many times is written
        with `repeat`.
        """)
    {
        Example = new(
            $"let deep x = {string.Concat(Enumerable.Repeat("(", 300))}x{string.Concat(Enumerable.Repeat(")", 300))}",
            """
            let deep x = x
            """),
    };

    public static readonly DiagnosticDescriptor MissingType = new("NL1208", Severity.Error, "`param` without a type", """
        A `param` declares its type, so that its shape is known.
        """)
    {
        Example = new(
            """
            let shifted (x: 't[.., n]) =
                param bias = zeros
                x + bias
            """,
            """
            let shifted (x: 't[.., n]) =
                param bias : 't[n] = zeros
                x + bias
            """),
    };

    public static readonly DiagnosticDescriptor ForeignWord = new("NL1209", Severity.Error, "word of another language", """
        Some words of F# and other languages have no place here. Instead of

            let rec f n = …          use `repeat`, `map`, `fold` or `scan`: there is no recursion
            let mutable x = …        use a new name, or a `state` for what lives from step to step
            let a = 1 in a + 1       write what follows the `let` on the next line
        """)
    {
        Example = new(
            """
            let mutable width = 64
            """,
            """
            let width = 64
            """),
    };

    public static readonly DiagnosticDescriptor NeedsParentheses = new(
        "NL1210", Severity.Error, "argument needs parentheses", """
        `fun`, `if`, `match` reach as far right as they can, so as arguments they stand in parentheses.
        """)
    {
        Example = new(
            """
            let doubled sizes = map fun n -> n * 2 sizes
            """,
            """
            let doubled sizes = map (fun n -> n * 2) sizes
            """),
    };

    public static readonly DiagnosticDescriptor UnfinishedBlock = new(
        "NL1211", Severity.Error, "block ends with a `let`", """
        A block gives the value of its last line, and a `let` has none.
        """)
    {
        Example = new(
            """
            let f x =
                let y = x * 2
            """,
            """
            let f x =
                let y = x * 2
                y + 1
            """),
    };

    public static readonly DiagnosticDescriptor NumberApplied = new(
        "NL1212", Severity.Error, "a number used as a function", """
        `f -x` passes `-x` to `f`. With a blank on both sides, or on neither, `-` subtracts.
        """)
    {
        Example = new(
            """
            let rest rate = 1.0 -rate
            """,
            """
            let rest rate = 1.0 - rate
            """),
    };

    public static readonly DiagnosticDescriptor NameCase = new("NL1213", Severity.Error, "first letter of a name", """
        Values, functions and their parameters begin with a lower-case letter; models, cases such as `Same`, dimensions
        that are chosen at run time and the names behind `as` with an upper-case one.
        """)
    {
        Example = new(
            """
            let Block x = x |> dense 64 |> relu
            """,
            """
            let block x = x |> dense 64 |> relu
            """),
    };
}
