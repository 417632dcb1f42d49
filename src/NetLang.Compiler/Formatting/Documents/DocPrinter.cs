using System.Text;
using NetLang.Compiler.Formatting.Comments;

namespace NetLang.Compiler.Formatting.Documents;

/// <summary>Prints a document within a width, which only words that cannot be broken exceed.</summary>
internal sealed class DocPrinter
{
    /// <summary>
    /// A comment may stand between any two words. What follows it on a line of its own stands left of the lines that the
    /// document ends by itself, and right of the line that it belongs to.
    /// </summary>
    public const int OutdentBehindComment = 2;

    private readonly StringBuilder output = new();
    private readonly Stack<Placed> rest = [];
    private readonly int width;
    private int column;
    private bool isLineStart = true;
    private bool isBehindComment;
    private bool isLineOver;

    private DocPrinter(int width) => this.width = width;

    public static string Print(Doc doc, int width)
    {
        var printer = new DocPrinter(width);
        printer.rest.Push(new(0, false, doc));
        while (printer.rest.TryPop(out var part))
            printer.Print(part);
        return printer.output.ToString();
    }

    private void Print(Placed part)
    {
        switch (part.Doc)
        {
            case Word word:
                Write(part.Indentation, word.Text);
                break;
            case LineEnd { Flat: { } text } when part.IsFlat:
                Write(part.Indentation, text);
                break;
            case LineEnd end:
                EndLine(part.Indentation, end.BlankBelow);
                break;
            case Remark remark:
                Write(part.Indentation, remark.Comment);
                break;
            case Sequence sequence:
                for (var i = sequence.Items.Length - 1; i >= 0; i--)
                    rest.Push(part with { Doc = sequence.Items[i] });
                break;
            case Indented indented:
                rest.Push(part with { Indentation = part.Indentation + indented.By, Doc = indented.Inner });
                break;
            case Aligned aligned:
                EndComment(part.Indentation);
                rest.Push(part with { Indentation = column, Doc = aligned.Inner });
                break;
            case Group group:
                var flat = part with { IsFlat = true, Doc = group.Inner };
                rest.Push(part.IsFlat || (!group.IsMultiline && Fits(flat)) ? flat : flat with { IsFlat = false });
                break;
            case IfBroken choice:
                Write(part.Indentation, part.IsFlat ? choice.Flat : choice.Broken);
                break;
            case Either either:
                var first = part with { IsFlat = true, Doc = either.First };
                rest.Push(part.IsFlat || Fits(first) ? first : part with { Doc = either.Second });
                break;
        }
    }

    private bool Fits(Placed part) => new LineMeasure(width, column, isLineOver).Fits(part, rest);

    private void Write(int indentation, string text)
    {
        if (isLineOver && string.IsNullOrWhiteSpace(text))
            return;
        if (text.Length == 0)
            return;
        EndComment(indentation);
        if (isBehindComment && text[0] is not (' ' or ',' or ';' or ')' or ']' or '}'))
            text = " " + text;
        output.Append(text);
        column += text.Length;
        isLineStart = isBehindComment = false;
    }

    private void Write(int indentation, Comment comment)
    {
        EndComment(indentation);
        if (comment.StartsLine && !isLineStart)
            EndLine(Math.Max(indentation - OutdentBehindComment, 0), blankBelow: false);
        else if (!isLineStart && output[^1] != ' ')
            Write(indentation, " ");
        output.Append(comment.Text);
        column += comment.Text.Length;
        isLineStart = false;
        isBehindComment = true;
        isLineOver = comment.EndsLine;
    }

    private void EndComment(int indentation)
    {
        if (isLineOver)
            EndLine(Math.Max(indentation - OutdentBehindComment, 0), blankBelow: false);
    }

    private void EndLine(int indentation, bool blankBelow)
    {
        while (output.Length > 0 && output[^1] == ' ')
            output.Length--;
        output.Append(blankBelow ? "\n\n" : "\n").Append(' ', indentation);
        column = indentation;
        isLineStart = true;
        isBehindComment = isLineOver = false;
    }
}
