using Antlr4.Runtime;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Syntax.Errors;
using NetLang.Compiler.Syntax.Lexing;

namespace NetLang.Compiler.Syntax.Layout;

/// <summary>The messages of the layout pass.</summary>
internal sealed class LayoutReport(SourceColumns columns, DiagnosticBag diagnostics)
{
    /// <summary>The offset of the first error, which silences the parser behind it.</summary>
    public int FirstError { get; private set; } = int.MaxValue;

    /// <param name="outer">The column of the lines around it, where the block began on the line of its opener.</param>
    public void Offside(CommonToken token, LayoutContext context, int? outer)
    {
        var column = columns.Column(token.StartIndex) + 1;
        var expected = context.Column + 1;
        var what = context.IsBracket ? "the elements of this bracket start" : "this block started";
        Report(
            LayoutErrors.Offside,
            token,
            $"this line starts in column {column}, but {what} in column {expected}",
            context.IsBracket
                ? $"move it to column {expected} for a new element, further right to continue the one above"
                : outer is { } next
                ? $"move it to column {next + 1} for the next line, or further right than column {expected} to continue "
                    + "the line above"
                : $"move it to column {expected} for a new line of the block, further right to continue the line "
                    + $"above; or let the block start on a new line after `{context.Opener.Text}`",
            new DiagnosticLabel(context.Opener.Span(columns.Source), context.IsBracket ? "opened here" : "begun here"));
    }

    public void OffsideOperator(CommonToken token, LayoutContext block) => Report(
        LayoutErrors.Offside,
        token,
        $"this line starts in column {columns.Column(token.StartIndex) + 1}, but the block that it continues "
            + $"started in column {block.Column + 1}",
        $"move it to column {block.Column + 1}, or further right",
        new DiagnosticLabel(block.Opener.Span(columns.Source), "begun here"));

    public void Branch(CommonToken token, LayoutContext opener) => Report(
        LayoutErrors.Offside,
        token,
        $"this `{token.Text}` starts further left than the line of its `if`",
        $"move it to column {opener.Reference + 1}",
        new DiagnosticLabel(opener.Opener.Span(columns.Source), "begun here"));

    public void EmptyBlock(CommonToken opener) => Report(
        LayoutErrors.ExpectedBlock,
        opener,
        $"nothing follows `{opener.Text}`",
        "write an expression behind it, or indent the lines below it");

    public void Unclosed(CommonToken opener) => Report(
        LayoutErrors.UnclosedBracket,
        opener,
        $"this `{opener.Text}` is never closed",
        $"close it with `{Closing(opener.Text)}`");

    public void Unmatched(CommonToken closing) => Report(
        LayoutErrors.UnmatchedBracket,
        closing,
        $"this `{closing.Text}` closes nothing",
        "remove it, or open a bracket before it");

    public void In(CommonToken token) => Report(
        SyntaxErrors.ForeignWord,
        token,
        "a `let` has no `in`",
        "remove `in`, and write what follows it on the next line");

    private void Report(
        DiagnosticDescriptor descriptor,
        CommonToken token,
        string message,
        string help,
        params ReadOnlySpan<DiagnosticLabel> labels)
    {
        FirstError = Math.Min(FirstError, token.StartIndex);
        diagnostics.Report(descriptor, token.Span(columns.Source), message, help, labels);
    }

    private static string Closing(string opening) => opening switch
    {
        "(" => ")",
        "[" => "]",
        _ => "}",
    };
}
