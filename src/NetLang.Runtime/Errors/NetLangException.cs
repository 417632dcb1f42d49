namespace NetLang.Runtime;

/// <summary>
/// A mistake in what was given to a model (data, weights, options), with a code and a way to mend it.
/// </summary>
public sealed class NetLangException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="error">The kind of error.</param>
    /// <param name="message">What is wrong here, with the values.</param>
    /// <param name="help">How to mend it.</param>
    /// <param name="cause">What was thrown below, where there was something.</param>
    public NetLangException(RuntimeError error, string message, string help, Exception? cause = null)
        : base($"{error.Code}: {message} ({help})", cause)
    {
        Error = error;
        Problem = message;
        Help = help;
    }

    /// <summary>The kind of error.</summary>
    public RuntimeError Error { get; }

    /// <summary>What is wrong, without code and help.</summary>
    public string Problem { get; }

    /// <summary>How to mend it.</summary>
    public string Help { get; }
}
