using NetLang.Compiler.Diagnostics;

namespace NetLang.Compiler;

/// <summary>NL4022 and NL4023: what stands in the way of the <c>memory</c> that a <c>train</c> allows.</summary>
public static class MemoryErrors
{
    public static readonly DiagnosticDescriptor TooLittle = new(
        "NL4022", Severity.Error, "training takes more memory than it may", """
        `memory` in a `train` record says how much memory a training step may take: weights, the optimizer's states, and all
        that is computed on the way, for a batch as large as `batch` says. Where a step takes more, what the steps of recurrent
        layers have computed is not kept for their gradients, but computed again, a step or a segment of steps at a time. When that
        does not suffice either, the batch must be smaller, or the memory more.
        """)
    {
        Example = new(
            """
            model Last (x: f32[N, 100, 8]) : f32[N, 16] = x |> lstm 16 |> lastStep

            train Last = { loss = mse; batch = 32; memory = "20KB" }
            """,
            """
            model Last (x: f32[N, 100, 8]) : f32[N, 16] = x |> lstm 16 |> lastStep

            train Last = { loss = mse; batch = 32; memory = "1MB" }
            """),
    };

    public static readonly DiagnosticDescriptor Unknown = new(
        "NL4023", Severity.Error, "memory that nobody can foresee", """
        The compiler chooses what to keep in memory and what to compute again, so that a training step takes no more than
        `memory` allows. It must know how large all tensors are: no dimension but the batch may be chosen at run time.
        """)
    {
        Example = new(
            """
            model Last (x: f32[N, T, 8]) : f32[N, 16] = x |> lstm 16 |> lastStep

            train Last = { loss = mse; memory = "64MB" }
            """,
            """
            model Last (x: f32[N, 500, 8]) : f32[N, 16] = x |> lstm 16 |> lastStep

            train Last = { loss = mse; memory = "64MB" }
            """),
    };
}
