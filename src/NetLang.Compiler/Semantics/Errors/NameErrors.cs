using NetLang.Compiler.Diagnostics;

namespace NetLang.Compiler.Semantics.Errors;

/// <summary>NL20xx: names, calls and definitions.</summary>
public static class NameErrors
{
    public static readonly DiagnosticDescriptor UnknownName = new("NL2001", Severity.Error, "unknown name", """
        A name is used that nothing defines. Names are those of the file's own definitions, of the parameters and `let`s
        around the place, of dimensions in the signature, and of the prelude. A definition at the top of a file may stand
        anywhere in it; a local `let` must come before its use.
        """)
    {
        Example = new(
            """
            let net x = x |> dnese 10
            """,
            """
            let net x = x |> dense 10
            """),
    };

    public static readonly DiagnosticDescriptor WrongArity = new(
        "NL2002", Severity.Error, "wrong number of arguments", """
        A function was given more arguments than it takes, or something that is not a function was applied, or a
        function that still needs arguments stands where a value is needed. An argument that is itself a call needs
        parentheses: `dense 10 (relu x)`.
        """)
    {
        Example = new(
            """
            model Net (x: f32[N, 4]) : f32[N, 10] =
                x |> dense
            """,
            """
            model Net (x: f32[N, 4]) : f32[N, 10] =
                x |> dense 10
            """),
    };

    public static readonly DiagnosticDescriptor WrongKindOfArgument = new(
        "NL2003", Severity.Error, "wrong kind of argument", """
        A function was given a value of a kind that it cannot use: a tensor for a count, say, or a number for a list.
        Counts, axes and options are evaluated at compile time; only tensors are known later.
        """)
    {
        Example = new(
            """
            model Net (x: f32[N, 4]) : f32[N, 4] =
                repeat 2.5 relu x
            """,
            """
            model Net (x: f32[N, 4]) : f32[N, 4] =
                repeat 2 relu x
            """),
    };

    public static readonly DiagnosticDescriptor UnknownOption = new("NL2004", Severity.Error, "unknown option", """
        The record of options at a call has a field that the definition does not have, or options are given to a
        definition that takes none. A definition's options, with their defaults, stand in braces among its parameters.
        """)
    {
        Example = new(
            """
            model Net (x: f32[N, 4]) : f32[N, 4] =
                x |> leakyRelu { slop = 0.1 }
            """,
            """
            model Net (x: f32[N, 4]) : f32[N, 4] =
                x |> leakyRelu { slope = 0.1 }
            """),
    };

    public static readonly DiagnosticDescriptor Recursion = new("NL2005", Severity.Error, "recursion", """
        A definition may not use itself, neither directly nor through others: every NetLang program is unrolled at
        compile time, so that all shapes and all memory are known before it runs. Use `repeat` for a fixed number of
        layers, `map` and `fold` over static lists, and `scan` over a tensor axis.
        """)
    {
        Example = new(
            """
            let deep n x = if n = 0 then x else deep (n - 1) (relu x)
            """,
            """
            let deep n x = repeat n relu x
            """),
    };

    public static readonly DiagnosticDescriptor DefinedTwice = new("NL2006", Severity.Error, "defined twice", """
        Two definitions at the top of a file, two parameters of a function, two names in a pattern or two fields of a
        record are the same. Inside a function a later `let` may hide an earlier one.
        """)
    {
        Example = new(
            """
            let width = 64
            let width = 128
            """,
            """
            let width = 64
            let wide = 128
            """),
    };

    public static readonly DiagnosticDescriptor UnknownField = new("NL2007", Severity.Error, "unknown field", """
        A record does not have the field that is read or replaced, or what stands before the point is no record.
        """)
    {
        Example = new(
            """
            let layout = { units = 4 }

            model Net (x: f32[N, 3]) : f32[N, 4] =
                dense layout.unit x
            """,
            """
            let layout = { units = 4 }

            model Net (x: f32[N, 3]) : f32[N, 4] =
                dense layout.units x
            """),
    };

    public static readonly DiagnosticDescriptor PatternMismatch = new(
        "NL2008", Severity.Error, "pattern does not fit", """
        A value does not have the form that a pattern takes apart, or no case of a `match` fits it. A `match` may end in
        `| _ -> …`, which fits everything.
        """)
    {
        Example = new(
            """
            model Net (x: f32[N, 3]) : f32[N, 3] =
                let (low, middle, high) = (0.0, 1.0)
                maximum low (minimum high x) + middle
            """,
            """
            model Net (x: f32[N, 3]) : f32[N, 3] =
                let (low, middle, high) = (0.0, 0.5, 1.0)
                maximum low (minimum high x) + middle
            """),
    };

    public static readonly DiagnosticDescriptor WrongOperands = new("NL2009", Severity.Error, "wrong operands", """
        An operator stands between values for which it has no meaning, such as a string and a number. Lists are joined
        with `append`; `@` is the matrix product; functions are joined with `>>`.
        """)
    {
        Example = new(
            """
            model Net (x: f32[N, 3]) : f32[N, 3] =
                "4" * x
            """,
            """
            model Net (x: f32[N, 3]) : f32[N, 3] =
                4 * x
            """),
    };

    public static readonly DiagnosticDescriptor RequirementNotMet = new(
        "NL2010", Severity.Error, "requirement not met", """
        A definition states with `require` what its arguments must satisfy, and this call does not. The message is the
        definition's own.
        """)
    {
        Example = new(
            """
            let splitHeads heads (x: 't[b, d]) =
                require (d % heads = 0) "heads = {heads} must divide {d}"
                reshape [b; heads; d / heads] x

            model Net (x: f32[N, 10]) =
                splitHeads 3 x
            """,
            """
            let splitHeads heads (x: 't[b, d]) =
                require (d % heads = 0) "heads = {heads} must divide {d}"
                reshape [b; heads; d / heads] x

            model Net (x: f32[N, 10]) =
                splitHeads 2 x
            """),
    };

    public static readonly DiagnosticDescriptor TooMuchWork = new(
        "NL2011", Severity.Error, "too much work at compile time", """
        Unrolling the program took more than the compiler allows: a million steps (expressions, calls, items of lists),
        a hundred thousand operations on tensors, deeper calls than the stack holds, lists or written tensors of more
        than a hundred thousand items, or longer strings. Programs always end; this one would become too large. `scan`
        runs over a tensor axis without being unrolled.
        """)
    {
        Example = new(
            """
            model Net (x: f32[N, 3]) : f32[N, 3] =
                repeat 1000000 relu x
            """,
            """
            model Net (x: f32[N, 3]) : f32[N, 3] =
                repeat 10 relu x
            """),
    };

    public static readonly DiagnosticDescriptor StaticArithmetic = new("NL2012", Severity.Error, "arithmetic fails", """
        A computation with numbers that are known at compile time has no result: a division by zero, or a whole number
        that does not fit 64 bits.
        """)
    {
        Example = new(
            """
            let groups = 0

            model Net (x: f32[N, 8]) : f32[N, 8] =
                dense (8 / groups) x
            """,
            """
            let groups = 1

            model Net (x: f32[N, 8]) : f32[N, 8] =
                dense (8 / groups) x
            """),
    };

    public static readonly DiagnosticDescriptor ConditionNotBool = new(
        "NL2014", Severity.Error, "condition is not a bool", """
        The condition of `if`, a guard of `match` and the first argument of `require` must be `true` or `false`.
        """)
    {
        Example = new(
            """
            let layers = 2

            model Net (x: f32[N, 3]) : f32[N, 3] =
                if layers then dense 3 x else x
            """,
            """
            let layers = 2

            model Net (x: f32[N, 3]) : f32[N, 3] =
                if layers > 0 then dense 3 x else x
            """),
    };

    public static readonly DiagnosticDescriptor ListIndex = new("NL2015", Severity.Error, "index out of range", """
        A list was indexed outside its items, which are counted from 0, or by something that is no whole number.
        """)
    {
        Example = new(
            """
            let sizes = [10; 20]

            model Net (x: f32[N, 3]) : f32[N, 20] =
                dense sizes[2] x
            """,
            """
            let sizes = [10; 20]

            model Net (x: f32[N, 3]) : f32[N, 20] =
                dense sizes[1] x
            """),
    };

    public static readonly DiagnosticDescriptor NameAsArgument = new("NL2016", Severity.Error, "not a name", """
        A layer's name, as `named` gives it, becomes part of the names of its weights in files: letters, digits and `_`. So does
        what `suffixed` adds.
        """)
    {
        Example = new(
            """
            model Net (x: f32[N, 3]) : f32[N, 10] =
                x |> named "my head" (dense 10)
            """,
            """
            model Net (x: f32[N, 3]) : f32[N, 10] =
                x |> named "my_head" (dense 10)
            """),
    };

    public static readonly DiagnosticDescriptor UnusedValue = new("NL2017", Severity.Warning, "value is not used", """
        A block gives the value of its last line. A line before it is there for what it declares, assigns or requires;
        one that only computes a value has no effect, and often a `|>` or an operator is missing before the next line.
        """)
    {
        Example = new(
            """
            model Net (x: f32[N, 3]) : f32[N, 3] =
                x
                -relu x
            """,
            """
            model Net (x: f32[N, 3]) : f32[N, 3] =
                x
                - relu x
            """),
    };
}
