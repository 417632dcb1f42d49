using NetLang.Compiler.Diagnostics;

namespace NetLang.Compiler;

/// <summary>NL4024: training that is to be stateful without a state.</summary>
public static class RecurrenceErrors
{
    public static readonly DiagnosticDescriptor NoState = new(
        "NL4024", Severity.Error, "no state to carry from batch to batch", """
        With `stateful = true` in a `train` record, the state of each recurrent layer begins where the batch before has ended, and
        not with zeros. This takes a scan from the first step to the last whose state begins with a constant, as those of the
        recurrent layers do.
        """)
    {
        Example = new(
            """
            model Next (x: f32[N, 20, 8]) : f32[N, 20, 8] = x |> dense 16 |> tanh |> dense 8

            train Next = { loss = mse; stateful = true }
            """,
            """
            model Next (x: f32[N, 20, 8]) : f32[N, 20, 8] = x |> lstm 16 |> dense 8

            train Next = { loss = mse; stateful = true }
            """),
    };
}
