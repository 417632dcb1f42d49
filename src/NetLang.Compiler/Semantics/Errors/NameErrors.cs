using NetLang.Compiler.Diagnostics;

namespace NetLang.Compiler.Semantics.Errors;

/// <summary>NL20xx: names, calls and definitions.</summary>
public static class NameErrors
{
    public static readonly DiagnosticDescriptor UnknownName = new("NL2001", Severity.Error, "unknown name", """
        A name is used that nothing defines. Names are those of the file's own definitions, of the parameters and `let`s
        around the place, of dimensions in the signature, and of the prelude.

            let net x = x |> dnese 10      // there is no `dnese`
            let net x = x |> dense 10      // repaired

        A definition at the top of a file may stand anywhere in it; a local `let` must come before its use.
        """);

    public static readonly DiagnosticDescriptor WrongArity = new(
        "NL2002", Severity.Error, "wrong number of arguments", """
        A function was given more arguments than it takes, or something that is not a function was applied, or a
        function that still needs arguments stands where a value is needed.

            x |> dense                     // dense needs its units before the input
            x |> dense 10                  // repaired

            relu 0.1 x                     // relu takes one argument
            leakyRelu { slope = 0.1 } x    // repaired

        An argument that is itself a call needs parentheses: `dense 10 (relu x)`.
        """);

    public static readonly DiagnosticDescriptor WrongKindOfArgument = new(
        "NL2003", Severity.Error, "wrong kind of argument", """
        A function was given a value of a kind that it cannot use: a tensor for a count, say, or a number for a list.

            repeat 2.5 block x             // a count is a whole number
            repeat 2 block x               // repaired

        Counts, axes and options are evaluated at compile time; only tensors are known later.
        """);

    public static readonly DiagnosticDescriptor UnknownOption = new("NL2004", Severity.Error, "unknown option", """
        The record of options at a call has a field that the definition does not have, or options are given to a
        definition that takes none. A definition's options, with their defaults, stand in braces among its parameters.

            x |> dense 10 { bais = false } // no such option
            x |> dense 10 { bias = false } // repaired, where dense has an option `bias`
        """);

    public static readonly DiagnosticDescriptor Recursion = new("NL2005", Severity.Error, "recursion", """
        A definition may not use itself, neither directly nor through others: every NetLang program is unrolled at
        compile time, so that all shapes and all memory are known before it runs.

            let deep n x = if n = 0 then x else deep (n - 1) (relu x)   // refused
            let deep n x = repeat n relu x                              // repaired

        Use `repeat` for a fixed number of layers, `map` and `fold` over static lists, and `scan` over a tensor axis.
        """);

    public static readonly DiagnosticDescriptor DefinedTwice = new("NL2006", Severity.Error, "defined twice", """
        Two definitions at the top of a file, two parameters of a function or two fields of a record have the same name.

            let width = 64
            let width = 128                // rename one of them

        Inside a function a later `let` may hide an earlier one.
        """);

    public static readonly DiagnosticDescriptor UnknownField = new("NL2007", Severity.Error, "unknown field", """
        A record does not have the field that is read or replaced.

            let r = { units = 4 }
            dense r.unit x                 // no such field
            dense r.units x                // repaired
        """);

    public static readonly DiagnosticDescriptor PatternMismatch = new(
        "NL2008", Severity.Error, "pattern does not fit", """
        A value does not have the form that a pattern takes apart, or no case of a `match` fits it.

            let (a, b, c) = (1, 2)         // two items, three names
            let (a, b) = (1, 2)            // repaired

        A `match` may end in `| _ -> …`, which fits everything.
        """);

    public static readonly DiagnosticDescriptor WrongOperands = new("NL2009", Severity.Error, "wrong operands", """
        An operator stands between values for which it has no meaning, such as a string and a number.

            "4" * x                        // a string is no number
            4 * x                          // repaired

        Lists are joined with `append`; `@` is the matrix product; functions are joined with `>>`.
        """);

    public static readonly DiagnosticDescriptor RequirementNotMet = new(
        "NL2010", Severity.Error, "requirement not met", """
        A definition states with `require` what its arguments must satisfy, and this call does not. The message is the
        definition's own.

            require (d % heads = 0) "heads = {heads} must divide {d}"
        """);

    public static readonly DiagnosticDescriptor TooMuchWork = new(
        "NL2011", Severity.Error, "too much work at compile time", """
        Unrolling the program took more steps, deeper calls or longer lists than the compiler allows. Programs always
        end; this one would become too large.

            repeat 1000000 relu x          // a million nodes
            scan …                         // loops over a tensor axis are not unrolled
        """);

    public static readonly DiagnosticDescriptor StaticArithmetic = new("NL2012", Severity.Error, "arithmetic fails", """
        A computation with numbers that are known at compile time has no result: a division by zero, or a whole number
        that does not fit 64 bits.

            units / (n - n)                // a division by zero
        """);

    public static readonly DiagnosticDescriptor NotAvailable = new("NL2013", Severity.Error, "not available yet", """
        The language has this feature, but this version of the compiler does not support it.
        """);

    public static readonly DiagnosticDescriptor ConditionNotBool = new(
        "NL2014", Severity.Error, "condition is not a bool", """
        The condition of `if`, a guard of `match` and the first argument of `require` must be `true` or `false`.

            if units then …                // a number
            if units > 0 then …            // repaired
        """);

    public static readonly DiagnosticDescriptor ListIndex = new("NL2015", Severity.Error, "index out of range", """
        A list was indexed outside its items, which are counted from 0.

            [10; 20][2]                    // the items are 0 and 1
            [10; 20][1]                    // repaired
        """);

    public static readonly DiagnosticDescriptor NameAsArgument = new("NL2016", Severity.Error, "not a name", """
        A layer's name, as `named` gives it, becomes part of the names of its weights in files: letters, digits and `_`.

            named "my head" (dense 10)     // a space
            named "my_head" (dense 10)     // repaired
        """);

    public static readonly DiagnosticDescriptor UnusedValue = new("NL2017", Severity.Warning, "value is not used", """
        A block gives the value of its last line. A line before it is there for what it declares, assigns or requires;
        one that only computes a value has no effect, and often a `|>` or an operator is missing before the next line.

            x
            -y                             // the value of `-y`; `x` is not used

            x
            - y                            // repaired: x - y
        """);
}
