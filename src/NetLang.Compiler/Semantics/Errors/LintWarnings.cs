using NetLang.Compiler.Diagnostics;

namespace NetLang.Compiler.Semantics.Errors;

/// <summary>NL203x and NL303x: what is no mistake, but mostly not meant.</summary>
public static class LintWarnings
{
    public static readonly DiagnosticDescriptor UnusedName = new("NL2031", Severity.Warning, "unused name", """
        Nothing uses a parameter or option of a function, a name that a pattern or a `let` binds, or a state; or nothing
        in a file with models uses a definition at its top. Often another name was meant.

        A name that begins with `_` says that it is not used: `let _, all = scan …`. The parameters of lambdas and of
        optimizers and the inputs of models are what others give them, and need no use.
        """)
    {
        Example = new(
            """
            let block units (x: 't[.., n]) =
                let y = dense units x
                relu x

            model Net (x: f32[N, 4]) : f32[N, 4] = block 4 x
            """,
            """
            let block units (x: 't[.., n]) =
                let y = dense units x
                relu y

            model Net (x: f32[N, 4]) : f32[N, 4] = block 4 x
            """),
    };

    public static readonly DiagnosticDescriptor HiddenName = new("NL2032", Severity.Warning, "hidden name", """
        A name is bound a second time in one function, and what it meant before is lost; or a definition at the top of a
        file has the name of a function that is there for all programs.

        A `let` that uses the name it hides continues it, and is not warned about: `let x = relu x`. Parameters of a
        lambda or a local function may hide names of the function around.
        """)
    {
        Example = new(
            """
            let block (x: 't[n, d]) (skip: 't[n, d]) =
                let x = dense d (x + skip)
                let skip = relu x
                x + skip

            model Net (x: f32[N, 4]) : f32[N, 4] = block x x
            """,
            """
            let block (x: 't[n, d]) (skip: 't[n, d]) =
                let x = dense d (x + skip)
                let positive = relu x
                x + positive

            model Net (x: f32[N, 4]) : f32[N, 4] = block x x
            """),
    };

    public static readonly DiagnosticDescriptor UnreachableCase = new("NL2033", Severity.Warning, "unreachable case", """
        A `match` takes the first case that fits. A case behind one that fits all of its values is never taken. A
        lower-case name in a pattern is no comparison: it fits anything, and is a new name for it.
        """)
    {
        Example = new(
            """
            let activation kind x =
                match kind with
                | _ -> relu x
                | Tanh -> tanh x

            model Net (x: f32[N, 4]) : f32[N, 4] = activation Tanh x
            """,
            """
            let activation kind x =
                match kind with
                | Tanh -> tanh x
                | _ -> relu x

            model Net (x: f32[N, 4]) : f32[N, 4] = activation Tanh x
            """),
    };

    public static readonly DiagnosticDescriptor NotChecked = new(
        "NL2035", Severity.Warning, "definition not checked", """
        Each definition at the top of a file is checked on its own, with at most 200,000 steps (expressions, calls,
        items of lists), and all of a file with at most four million. This one takes more, or more of what NL2011 names:
        whether there is a mistake in it is not known until a model uses it, which may take a million steps.
        """)
    {
        Example = new(
            """
            let deep = range 60000 |> map (fun x -> 2 * x)
            """,
            """
            let deep = range 6000 |> map (fun x -> 2 * x)
            """),
    };

    public static readonly DiagnosticDescriptor SuspiciousBroadcast = new(
        "NL3031", Severity.Warning, "a vector meets a column", """
        Shapes are aligned at their ends, so a vector [n] and a column [n, 1] make a matrix [n, n] of all pairs. Mostly
        the differences of the n pairs in order are meant, and a loss of all pairs trains something else. Where all pairs
        are meant, write the column as one: `expandDims 1 x - x` is not warned about.
        """)
    {
        Example = new(
            """
            let loss (output: 't[n, 1]) (target: 't[n]) = mean (square (output - target))
            """,
            """
            let loss (output: 't[n, 1]) (target: 't[n]) = mean (square (squeeze 1 output - target))
            """),
    };

    public static readonly DiagnosticDescriptor ConditionalResult = new(
        "NL3032", Severity.Warning, "result fits for some dimensions only", """
        A signature says of its result what holds for each call: in `(x: 't[a, b]) : 't[a, b]` the names `a` and `b` are
        any two numbers. What the body gives has other dimensions, which are those for some numbers alone. A call with
        others would be an error.

        Write the result as it is. Where the dimensions are meant to be equal, let the parameters say so, by one name for
        both, or `require` it: `require (a = b) "…"`. With one name it is also proven for dimensions that are chosen at
        run time. Where a dimension is a quotient, whose rounding may make it fit, nothing is said.
        """)
    {
        Example = new(
            """
            let similarity (x: 't[n, d]) (y: 't[m, d]) : 't[n, m] = y @ transpose x
            """,
            """
            let similarity (x: 't[n, d]) (y: 't[m, d]) : 't[n, m] = x @ transpose y
            """),
    };
}
