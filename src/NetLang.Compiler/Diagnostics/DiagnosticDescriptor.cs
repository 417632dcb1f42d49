using System.Collections.Immutable;

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
/// <param name="Explanation">A short text: what is wrong, why it is, and how it is mended.</param>
public sealed record DiagnosticDescriptor(string Code, Severity Severity, string Title, string Explanation)
{
    /// <summary>Null only where no text of a program alone produces the diagnostic.</summary>
    public DiagnosticExample? Example { get; init; }

    /// <summary>What <c>netlangc explain</c> prints of it.</summary>
    public string Page => Example is { } example
        ? $"{Explanation}{string.Concat(example.Files.Select(file => Section($"The file {file.Path}", file.Text)))}"
            + Section("Wrong", example.Wrong) + Section("Right", example.Right)
        : Explanation;

    private static string Section(string title, string program) => $"\n\n{title}:\n\n{Indented(program)}";

    private static string Indented(string text) =>
        string.Join('\n', text.Split('\n').Select(line => line.Length == 0 ? line : "    " + line));
}

/// <summary>Two whole files: one that produces a diagnostic and no other, and the same one mended.</summary>
public sealed record DiagnosticExample(string Wrong, string Right)
{
    /// <summary>Files that they import.</summary>
    public ImmutableArray<(string Path, string Text)> Files { get; init; } = [];
}
