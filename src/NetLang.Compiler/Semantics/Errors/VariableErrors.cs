using NetLang.Compiler.Diagnostics;

namespace NetLang.Compiler.Semantics.Errors;

/// <summary>NL21xx: params, states and layer instances.</summary>
public static class VariableErrors
{
    public static readonly DiagnosticDescriptor DeclaredTwice = new(
        "NL2101", Severity.Error, "two variables of one name", """
        Two params or states of a model would have the same name in weight files.

            x |> named "head" (dense 10) |> named "head" (dense 10)    // head.weight twice
            x |> named "head" (dense 10) |> named "head2" (dense 10)   // repaired

        To use one set of weights twice, write `let head = share (dense 10)` and apply `head` twice.
        """);

    public static readonly DiagnosticDescriptor AppliedTwice = new(
        "NL2102", Severity.Warning, "layer applied twice", """
        A layer value was applied more than once. Each application is an instance with weights of its own.

            let layer = dense 10
            x |> layer |> layer                  // two sets of weights

        If one set is meant, write `let layer = share (dense 10)`. If two are, give the definition a parameter:
        `let layer x = dense 10 x`.
        """);

    public static readonly DiagnosticDescriptor ShapeNotStatic = new(
        "NL2103", Severity.Error, "shape of a variable is not known", """
        The shape of a param or state must be known at compile time, but a dimension is chosen at run time.

            model M (x: f32[N, T]) = dense 4 (transpose x)   // a weight for each of N examples
            model M (x: f32[N, T]) …                         // T, too, must be a number: f32[N, 16]
        """);

    public static readonly DiagnosticDescriptor InitialValue = new(
        "NL2104", Severity.Error, "initial value does not fit", """
        The initial value of a param or state is a function from its shape to a tensor (`zeros`, `uniformFanIn n`), or a
        tensor of exactly the declared type. It may not depend on the model's inputs, nor on other variables.

            param bias : 't[units] = zeros [n]     // another shape
            param bias : 't[units] = zeros         // repaired
        """);

    public static readonly DiagnosticDescriptor AssignedElsewhere = new(
        "NL2105", Severity.Error, "cannot assign here", """
        `s <- e` gives a `state` its next value. It must stand in the function that declared the state, not in a lambda
        or another function; nothing else can be assigned.

            state count : f32[] = zeros
            let bump = fun x -> (count <- count + 1.0)   // another function
            count <- count + 1.0                         // repaired: in the block that declared it
        """);

    public static readonly DiagnosticDescriptor AssignedInScan = new(
        "NL2108", Severity.Error, "state assigned in a scan", """
        The body of a `scan` is one program for all steps, and a state has one new value for each training step. What
        changes from step to step of a scan is its carry.

            scan (fun sum x -> (count <- count + 1.0, x)) …     // a state in a scan
            let last, all = scan (fun sum x -> (sum + x, sum)) count xs
            count <- last                                        // repaired
        """);

    public static readonly DiagnosticDescriptor NotInModel = new(
        "NL2106", Severity.Error, "no model around a variable", """
        A `param` or `state` was reached while nothing is being trained: in a loss, a schedule, a metric, an optimizer's
        arithmetic or the initial value of another variable. Declare it in the model or in a layer that the model uses.
        """);

    public static readonly DiagnosticDescriptor NotTrained = new(
        "NL2107", Severity.Error, "variable only at inference", """
        A model is elaborated twice, with `training` true and false. What inference uses must have been trained, so its
        params and states are among those of training, with equal names and shapes.

            if training then x else dense 10 x          // never trained
            let y = dense 10 x
            if training then dropout 0.5 y else y       // repaired
        """);
}
