namespace NetLang.Runtime;

/// <summary>
/// A kind of error at run time: a constant beside the code that reports it. NL45xx data, NL46xx weights, NL47xx
/// training, NL48xx execution.
/// </summary>
/// <param name="Code">For example <c>NL4501</c>; unique.</param>
/// <param name="Title">A few words, for tables and <c>netlangc explain</c>.</param>
/// <param name="Explanation">A short page: what is wrong, and its repair.</param>
public sealed record RuntimeError(string Code, string Title, string Explanation);
