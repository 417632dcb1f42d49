namespace NetLang.Compiler.Diagnostics;

public enum Severity
{
    Warning,
    Error,
}

/// <summary>
/// A kind of diagnostic: a constant beside the phase that reports it (<c>SyntaxErrors</c>, <c>NameErrors</c>,
/// <c>ShapeErrors</c>, …). Codes: NL1xxx syntax, NL2xxx names and values, NL3xxx shapes and types, NL4xxx training
/// set-up and data, NL5xxx targets and environment.
/// </summary>
/// <param name="Code">For example <c>NL3001</c>; unique.</param>
/// <param name="Title">A few words, for tables and <c>netlangc explain</c>.</param>
/// <param name="Explanation">A short page: what is wrong, an example that produces it, and its repair.</param>
public sealed record DiagnosticDescriptor(string Code, Severity Severity, string Title, string Explanation);
