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

    /// <summary>The inputs are so small that a dimension would be below 0.</summary>
    public static readonly RuntimeError NegativeDimension = new(
        "NL4802",
        "dimension is negative",
        """
        A dimension of the model's signature is an expression, such as `H - 2`, and the inputs given here make it
        negative. Give inputs large enough for the expression to be 0 or more.
        """);
}
