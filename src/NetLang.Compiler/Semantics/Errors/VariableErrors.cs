using NetLang.Compiler.Diagnostics;

namespace NetLang.Compiler.Semantics.Errors;

/// <summary>NL21xx: params, states and layer instances.</summary>
public static class VariableErrors
{
    public static readonly DiagnosticDescriptor DeclaredTwice = new(
        "NL2101", Severity.Error, "two variables of one name", """
        Two params or states of a model would have the same name in weight files. To use one set of weights twice, write
        `let head = share (dense 10)` and apply `head` twice.
        """)
    {
        Example = new(
            """
            model Net (x: f32[N, 10]) : f32[N, 10] =
                x |> named "head" (dense 10) |> named "head" (dense 10)
            """,
            """
            model Net (x: f32[N, 10]) : f32[N, 10] =
                x |> named "head" (dense 10) |> named "second_head" (dense 10)
            """),
    };

    public static readonly DiagnosticDescriptor AppliedTwice = new(
        "NL2102", Severity.Warning, "layer applied twice", """
        A layer value was applied more than once, and each application is an instance with weights of its own. If one set
        is meant, write `let layer = share (dense 10)`. If two are, give the definition a parameter: `let layer x = dense
        10 x`.
        """)
    {
        Example = new(
            """
            model Net (x: f32[N, 10]) : f32[N, 10] =
                let layer = dense 10
                x |> layer |> layer
            """,
            """
            model Net (x: f32[N, 10]) : f32[N, 10] =
                let layer = share (dense 10)
                x |> layer |> layer
            """),
    };

    public static readonly DiagnosticDescriptor ShapeNotStatic = new(
        "NL2103", Severity.Error, "shape of a variable is not known", """
        The shape of a param or state must be known at compile time, but a dimension of it is chosen at run time: one of
        the upper-case names in the model's signature.
        """)
    {
        Example = new(
            """
            model Net (x: f32[N, T]) : f32[N, 4] =
                x |> dense 4
            """,
            """
            model Net (x: f32[N, 16]) : f32[N, 4] =
                x |> dense 4
            """),
    };

    public static readonly DiagnosticDescriptor InitialValue = new(
        "NL2104", Severity.Error, "initial value does not fit", """
        The initial value of a param or state is a function from its shape to a tensor (`zeros`, `uniformFanIn n`), or a
        tensor of exactly the declared type. It may not depend on the model's inputs, nor on other variables.
        """)
    {
        Example = new(
            """
            model Net (x: f32[N, 3]) : f32[N, 3] =
                param bias : f32[3] = zeros [4]
                x + bias
            """,
            """
            model Net (x: f32[N, 3]) : f32[N, 3] =
                param bias : f32[3] = zeros
                x + bias
            """),
    };

    public static readonly DiagnosticDescriptor AssignedElsewhere = new(
        "NL2105", Severity.Error, "cannot assign here", """
        `s <- e` gives a `state` its next value. It must stand in the function that declared the state, not in a lambda
        or another function; nothing else can be assigned.
        """)
    {
        Example = new(
            """
            model Net (x: f32[N, 3]) : f32[N, 3] =
                let total = x + 1.0
                total <- total * 2.0
                total
            """,
            """
            model Net (x: f32[N, 3]) : f32[N, 3] =
                let total = x + 1.0
                let doubled = total * 2.0
                doubled
            """),
    };

    public static readonly DiagnosticDescriptor AssignedInScan = new(
        "NL2108", Severity.Error, "state assigned in a scan", """
        The body of a `scan` is one program for all steps, and a state has one new value for each training step. What
        changes from step to step of a scan is its carry: assign the last carry behind the scan.
        """)
    {
        Example = new(
            """
            let center (x: 't[n, c]) =
                state running : 't[c] = zeros
                running <- 0.9 * running + 0.1 * mean { axis = 0 } x
                x - running

            model Net (x: f32[N, 5, 3]) : f32[N, 5, 3] =
                let last, all = scan (fun sum now -> (sum, center now)) 0.0 x
                all
            """,
            """
            let center (x: 't[n, t, c]) =
                state running : 't[c] = zeros
                running <- 0.9 * running + 0.1 * mean { axis = [0; 1] } x
                x - running

            model Net (x: f32[N, 5, 3]) : f32[N, 5, 3] =
                center x
            """),
    };

    public static readonly DiagnosticDescriptor NotInModel = new(
        "NL2106", Severity.Error, "no model around a variable", """
        A `param` or `state` was reached while nothing is being trained: in a loss, a schedule, a metric, an optimizer's
        arithmetic or the initial value of another variable. Declare it in the model or in a layer that the model uses.
        """)
    {
        Example = new(
            """
            model Net (x: f32[N, 3]) : f32[N, 2] = dense 2 x

            train Net =
                { loss = fun output target -> mse (dense 2 output) target }
            """,
            """
            model Net (x: f32[N, 3]) : f32[N, 2] = x |> dense 2 |> dense 2

            train Net =
                { loss = mse }
            """),
    };

    public static readonly DiagnosticDescriptor NothingToInitialize = new(
        "NL2109", Severity.Error, "no variable to initialize", """
        `initialize` gives initial values to the params and states of a layer by their names, at any depth under it. A
        name that none of them has is a mistake.
        """)
    {
        Example = new(
            """
            model Net (x: f32[N, 3]) : f32[N, 2] = x |> initialize { weigth = xavierUniform } (dense 2)
            """,
            """
            model Net (x: f32[N, 3]) : f32[N, 2] = x |> initialize { weight = xavierUniform } (dense 2)
            """),
    };

    public static readonly DiagnosticDescriptor SharedElsewhere = new(
        "NL2110", Severity.Error, "shared layer changed from outside", """
        `share` makes one instance where it stands, with its name and its initial values; all its applications are that
        instance, so none of them can change these.
        """)
    {
        Example = new(
            """
            model Net (x: f32[N, 3]) : f32[N, 3] =
                let layer = share (dense 3)
                x |> named "body" layer |> layer
            """,
            """
            model Net (x: f32[N, 3]) : f32[N, 3] =
                let layer = share (named "body" (dense 3))
                x |> layer |> layer
            """),
    };

    public static readonly DiagnosticDescriptor NotTrained = new(
        "NL2107", Severity.Error, "variable only at inference", """
        A model is elaborated twice, with `training` true and false. What inference uses must have been trained, so its
        params and states are among those of training, with equal names and shapes.
        """)
    {
        Example = new(
            """
            model Net (x: f32[N, 10]) : f32[N, 10] =
                if training then x else dense 10 x
            """,
            """
            model Net (x: f32[N, 10]) : f32[N, 10] =
                let y = dense 10 x
                if training then dropout 0.5 y else y
            """),
    };
}
