using System.Collections.Immutable;
using NetLang.Compiler.Formatting.Comments;

namespace NetLang.Compiler.Formatting.Documents;

/// <summary>
/// A text with choices of where its lines end, after Wadler's "A prettier printer" (2003): a group stands on one line
/// where it fits, and else ends its lines wherever it may. <see cref="DocPrinter"/> chooses.
/// </summary>
/// <param name="IsMultiline">Whether it holds an end of a line that is there at any width, which groups cannot undo.</param>
internal abstract record Doc(bool IsMultiline)
{
    public static implicit operator Doc(string text) => new Word(text);

    /// <summary>One behind the other. Built from left to right, which is the order in which comments are taken.</summary>
    public static Doc Of(params ImmutableArray<Doc> items) => new Sequence(items);
}

/// <summary>Text without ends of lines.</summary>
internal sealed record Word(string Text) : Doc(false);

/// <summary>The end of a line; <paramref name="Flat"/> instead where the group stands on one line, if it may.</summary>
/// <param name="Flat">Null where the line ends at any width.</param>
/// <param name="BlankBelow">Whether an empty line follows.</param>
internal sealed record LineEnd(string? Flat, bool BlankBelow = false) : Doc(Flat is null || BlankBelow);

/// <summary>A comment; what comes behind one that ends its line goes to the next.</summary>
internal sealed record Remark(Comment Comment) : Doc(Comment.StartsLine);

internal sealed record Sequence(ImmutableArray<Doc> Items) : Doc(Items.Any(item => item.IsMultiline));

/// <summary>The lines within are indented further than those around, or less where <paramref name="By"/> is negative.</summary>
internal sealed record Indented(int By, Doc Inner) : Doc(Inner.IsMultiline);

/// <summary>The lines within are indented to where it begins.</summary>
internal sealed record Aligned(Doc Inner) : Doc(Inner.IsMultiline);

/// <summary>On one line where it fits, unless it is to be broken in any case.</summary>
internal sealed record Group(Doc Inner, bool IsBroken = false) : Doc(IsBroken || Inner.IsMultiline);

/// <summary>Text that depends on whether the group around stands on one line.</summary>
internal sealed record IfBroken(string Flat, string Broken) : Doc(false);

/// <summary>The first where each of its lines fits with all groups in it flat, else the second.</summary>
internal sealed record Either(Doc First, Doc Second) : Doc(First.IsMultiline && Second.IsMultiline);

/// <summary>A document at a place: what its lines are indented by, and whether its groups stand on one line.</summary>
internal readonly record struct Placed(int Indentation, bool IsFlat, Doc Doc);
