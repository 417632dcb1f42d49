using System.Collections.Immutable;
using NetLang.Compiler.Text;

namespace NetLang.Compiler.Diagnostics;

/// <summary>A further place that helps to understand a diagnostic: "`n` = 784 came from here".</summary>
public sealed record DiagnosticLabel(SourceSpan Span, string Text);

/// <summary>One report to the user.</summary>
/// <param name="Span">The primary place; null where there is none (a missing file, say).</param>
/// <param name="Message">What is wrong, in a sentence that names the values involved.</param>
/// <param name="Help">How to mend it.</param>
public sealed record Diagnostic(
    DiagnosticDescriptor Descriptor,
    SourceSpan? Span,
    string Message,
    ImmutableArray<DiagnosticLabel> Labels,
    string? Help)
{
    /// <summary>What may mend it, the most likely first; it has not been tried.</summary>
    public ImmutableArray<Repair> Candidates { get; init; } = [];

    /// <summary>What mends it: with this change, the file has one error less.</summary>
    public Repair? Repair { get; init; }

    // What quotes a program may quote a megabyte of it.
    private const int LongestMessage = 4000;
    private const int LongestLabel = 400;

    public string Code => Descriptor.Code;

    public bool IsError => Descriptor.Severity == Severity.Error;

    /// <summary>With texts that a person can read.</summary>
    internal Diagnostic Shortened() => this with
    {
        Message = Shortened(Message, LongestMessage),
        Help = Help is null ? null : Shortened(Help, LongestMessage),
        Labels = [.. Labels.Select(label => label with { Text = Shortened(label.Text, LongestLabel) })],
    };

    // What is wrong stands behind a long type.
    private static string Shortened(string text, int length) =>
        text.Length <= length ? text : $"{text[..(length / 2)]} … {text[^(length / 2)..]}";
}
