using System.Collections.Immutable;
using NetLang.Compiler.Text;

namespace NetLang.Compiler.Diagnostics;

/// <summary>A change of the file that mends what a diagnostic reports.</summary>
/// <param name="Help">The question that it answers: <c>did you mean to `flatten` first?</c></param>
public sealed record Repair(string Help, ImmutableArray<SourceEdit> Edits)
{
    /// <summary>The text of the file after the change.</summary>
    public string ApplyTo(SourceText source)
    {
        var text = source.Content;
        foreach (var edit in Edits.OrderByDescending(e => e.Span.Start))
            text = string.Concat(text.AsSpan(0, edit.Span.Start), edit.Text, text.AsSpan(edit.Span.End));
        return text;
    }
}

/// <summary>Text in place of a span; an empty span is a place to insert it.</summary>
public sealed record SourceEdit(SourceSpan Span, string Text);
