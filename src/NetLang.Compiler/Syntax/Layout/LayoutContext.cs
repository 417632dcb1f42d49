using Antlr4.Runtime;

namespace NetLang.Compiler.Syntax.Layout;

internal enum LayoutContextKind
{
    /// <summary>Lines at one column, under an opener such as <c>=</c> or <c>-></c>.</summary>
    Block,

    Parenthesis,
    List,
    Index,
    Brace,

    /// <summary>A <c>let</c>, <c>param</c>, … whose <c>=</c> has not come yet.</summary>
    Binding,

    /// <summary>A <c>fun</c> whose <c>-></c> has not come yet.</summary>
    Lambda,

    /// <summary>An <c>if</c> whose <c>else</c> has not come yet.</summary>
    If,

    Match,
}

/// <summary>Something that was opened and decides what the column of a later line means.</summary>
/// <param name="Kind">What was opened.</param>
/// <param name="Opener">The token that opened it, for messages.</param>
/// <param name="Reference">
/// The column that a line must exceed to be inside: the indentation of the line on which the construct began.
/// </param>
internal sealed record LayoutContext(LayoutContextKind Kind, CommonToken Opener, int Reference)
{
    /// <summary>The column of the first token of a block or bracket; -1 until it has come.</summary>
    public int Column { get; set; } = -1;

    /// <summary>A block after the <c>=</c> of a definition or field, or after <c>&lt;-</c>.</summary>
    public bool IsBinding { get; init; }

    /// <summary>A block whose first line is not that of its opener.</summary>
    public bool BeginsLine { get; init; }

    /// <summary>In braces: the <c>=</c> of the current field has not come yet.</summary>
    public bool AwaitsEquals { get; set; } = true;

    /// <summary>In a match: <c>with</c> has come.</summary>
    public bool HasCases { get; set; }

    /// <summary>In a match: the <c>-></c> of the current case has not come yet.</summary>
    public bool AwaitsArrow { get; set; }

    /// <summary>In a match: the indentation of the line on which the current case began.</summary>
    public int CaseReference { get; set; }

    /// <summary>In a match: the column of the first <c>|</c> that starts a line; -1 until it has come.</summary>
    public int BarColumn { get; set; } = -1;

    public bool IsBracket => Kind is LayoutContextKind.Parenthesis or LayoutContextKind.List
        or LayoutContextKind.Index or LayoutContextKind.Brace;
}
