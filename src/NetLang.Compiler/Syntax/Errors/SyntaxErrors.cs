using NetLang.Compiler.Diagnostics;

namespace NetLang.Compiler.Syntax.Errors;

/// <summary>What can be wrong with the order of words.</summary>
internal static class SyntaxErrors
{
    public static readonly DiagnosticDescriptor Unexpected = new(
        "NL1201",
        Severity.Error,
        "Unexpected word or sign",
        """
        Something stands where the grammar has no place for it. The message says what could stand there.

            let f x = x ) + 1        // wrong
            let f x = (x) + 1        // right
        """);

    public static readonly DiagnosticDescriptor MissingEquals = new(
        "NL1202",
        Severity.Error,
        "Definition without `=`",
        """
        A definition is a name, its parameters, perhaps `:` and a type, then `=` and a body.

            let block channels x
                x |> relu            // wrong

            let block channels x =
                x |> relu            // right
        """);

    public static readonly DiagnosticDescriptor IncompleteIf = new(
        "NL1203",
        Severity.Error,
        "Incomplete `if`",
        """
        An `if` is an expression: it has a `then` and an `else`, and gives the value of one of them.

            if training then dropout 0.5 x            // wrong: and otherwise?
            if training then dropout 0.5 x else x     // right
        """);

    public static readonly DiagnosticDescriptor MissingOperand = new(
        "NL1204",
        Severity.Error,
        "Expression missing",
        """
        An expression should stand here.

            let f x = x +            // wrong
            let f x = x + 1          // right
        """);

    public static readonly DiagnosticDescriptor MissingArrow = new(
        "NL1205",
        Severity.Error,
        "`->` missing",
        """
        A function value is `fun x -> body`; a case of a `match` is `| pattern -> body`.

            map (fun x x + 1) sizes        // wrong
            map (fun x -> x + 1) sizes     // right
        """);

    public static readonly DiagnosticDescriptor CommaInList = new(
        "NL1206",
        Severity.Error,
        "List elements separated by commas",
        """
        The elements of a list and the fields of a record are separated by `;`, or stand on lines of their own.

            reshape [n, 784] x       // wrong
            reshape [n; 784] x       // right

        Commas separate the items of a tuple `(a, b)` and of an index `x[0, ..]`.
        """);

    public static readonly DiagnosticDescriptor TooDeep = new(
        "NL1207",
        Severity.Error,
        "Too deeply nested",
        """
        Brackets, blocks and operators nest too deeply. Name the parts with `let`; a layer applied many times is
        written with `repeat`.

            x |> f |> f |> f |> …    // five hundred times: wrong
            repeat 500 f x           // right
        """);

    public static readonly DiagnosticDescriptor MissingType = new(
        "NL1208",
        Severity.Error,
        "`param` without a type",
        """
        A `param`, and a `state` outside of an optimizer, declares its type, so that its shape is known.

            param weight = zeros                     // wrong
            param weight : 't[units, n] = zeros      // right
        """);

    public static readonly DiagnosticDescriptor ForeignWord = new(
        "NL1209",
        Severity.Error,
        "Word of another language",
        """
        Some words of F# and other languages have no place here.

            let rec f n = …          // there is no recursion: use repeat, map, fold or scan
            let mutable x = …        // names are bound once: `state` and `<-` are for what lives on
            let a = 1 in a + 1       // a let stands on a line of its own; what follows it, on the next
        """);

    public static readonly DiagnosticDescriptor NeedsParentheses = new(
        "NL1210",
        Severity.Error,
        "Argument needs parentheses",
        """
        `fun`, `if`, `match` as arguments stand in parentheses.

            map fun x -> x + 1 sizes         // wrong
            map (fun x -> x + 1) sizes       // right
        """);

    public static readonly DiagnosticDescriptor UnfinishedBlock = new(
        "NL1211",
        Severity.Error,
        "Block ends with a `let`",
        """
        A block gives the value of its last line, and a `let` has none.

            let f x =
                let y = x * 2        // wrong: and then?

            let f x =
                let y = x * 2
                y + 1                // right
        """);

    public static readonly DiagnosticDescriptor NumberApplied = new(
        "NL1212",
        Severity.Error,
        "A number used as a function",
        """
        `f -x` passes `-x` to `f`. With a blank on both sides, or on neither, `-` subtracts.

            1.0 -x                   // wrong
            1.0 - x                  // right
        """);

    public static readonly DiagnosticDescriptor NameCase = new(
        "NL1213",
        Severity.Error,
        "First letter of a name",
        """
        Values, functions and their parameters begin with a lower-case letter; models, cases such as `Same` and
        dimensions that are chosen at run time with an upper-case one.

            let Block x = …              // wrong
            let block x = …              // right

            model digits (X: f32[N, 64]) = …     // wrong
            model Digits (x: f32[N, 64]) = …     // right
        """);
}
