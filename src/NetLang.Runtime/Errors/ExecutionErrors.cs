namespace NetLang.Runtime;

/// <summary>Errors of running a compiled program.</summary>
public static class ExecutionErrors
{
    /// <summary>The temporary buffers do not fit the machine.</summary>
    public static readonly RuntimeError TooLarge = new(
        "NL4801",
        "too large for the memory of the machine",
        """
        The memory that a program needs is known before it runs: it follows from the shapes. For the shapes given here
        it is more than the machine has, so nothing was allocated. Use a smaller batch (`batch = 16` in `train`, or
        fewer examples a call of Predict), shorter sequences or smaller layers.
        """);
}
