namespace NetLang.Compiler.Formatting.Documents;

/// <summary>Tries a document from a column on: does all fit, to the first end of a line behind it?</summary>
/// <param name="isLineOver">Whether a comment before it ends its line.</param>
internal sealed class LineMeasure(int width, int column, bool isLineOver)
{
    private readonly Stack<Placed> parts = [];
    private bool isInside = true;

    /// <param name="document">Flat; ends of lines that there are at any width are allowed.</param>
    /// <param name="rest">What follows, the next first; its groups may be broken.</param>
    public bool Fits(Placed document, IEnumerable<Placed> rest)
    {
        // A comment before the document has ended its line already; one inside would break what must be flat.
        var comesFirst = isLineOver;
        parts.Push(document);
        using var following = rest.GetEnumerator();
        while (column <= width)
        {
            if (!parts.TryPop(out var part))
            {
                isInside = false;
                if (!following.MoveNext())
                    return true;
                part = following.Current;
            }

            switch (part.Doc)
            {
                case Word { Text: var text } when isLineOver && string.IsNullOrWhiteSpace(text):
                    break;
                case Word word:
                    if (isLineOver && !comesFirst)
                        return !isInside;
                    isLineOver = comesFirst = false;
                    column += word.Text.Length;
                    break;
                case LineEnd { Flat: { } text } when part.IsFlat:
                    if (isLineOver)
                        return false;
                    column += text.Length;
                    break;
                case LineEnd:
                    if (!isInside)
                        return true;
                    column = part.Indentation;
                    isLineOver = comesFirst = false;
                    break;
                case Remark { Comment: var comment }:
                    if (!isInside && (isLineOver || comment.StartsLine))
                        return true;
                    if (isLineOver && !comment.StartsLine)
                        return false;
                    isLineOver = comment.EndsLine;
                    column += isLineOver ? 0 : comment.Text.Length + 1;
                    break;
                case Sequence sequence:
                    for (var i = sequence.Items.Length - 1; i >= 0; i--)
                        parts.Push(part with { Doc = sequence.Items[i] });
                    break;
                case Indented indented:
                    parts.Push(part with { Indentation = part.Indentation + indented.By, Doc = indented.Inner });
                    break;
                case Aligned aligned:
                    parts.Push(part with { Indentation = column, Doc = aligned.Inner });
                    break;
                case Group group:
                    parts.Push(part with { Doc = group.Inner });
                    break;
                case IfBroken choice:
                    column += (part.IsFlat ? choice.Flat : choice.Broken).Length;
                    break;
                case Either either:
                    parts.Push(part with { Doc = either.First });
                    break;
            }
        }

        return false;
    }
}
