using Antlr4.Runtime;
using NetLang.Compiler.Syntax.Lexing;
using NetLang.Compiler.Text;
using static NetLang.Compiler.Syntax.Generated.NetLangLexer;

namespace NetLang.Compiler.Formatting.Comments;

/// <summary>
/// Which comments stand between which tokens. A comment behind something on its line belongs to what is before it, one
/// on a line of its own to what is below. Each is given once.
/// </summary>
internal sealed class CommentMap
{
    private static readonly Gap None = new();

    // A token that the layout pass closes a block with is empty, and ends where the last word of the block does.
    private readonly Dictionary<int, Gap> byEndBefore = [];
    private readonly Dictionary<int, Gap> byStartBehind = [];
    private readonly SourceColumns columns;
    private readonly List<SourceSpan> all;
    private readonly Gap atEnd;

    /// <param name="signs">
    /// Where there are signs. Nothing is printed between a sign and its number, so comments there go before the sign.
    /// </param>
    public CommentMap(SourceWords words, SourceText source, IReadOnlySet<int> signs)
    {
        columns = new(source);
        all = words.Comments;
        Gap gap = new();
        byEndBefore.Add(0, gap);
        var comment = 0;
        var end = 0;
        var target = -1;
        foreach (var token in words.Tokens)
        {
            for (; comment < all.Count && all[comment].Start < token.StartIndex; comment++)
                Add(gap, all[comment], ref end);
            if (token.Type == SEMICOLON)
                continue; // where elements stand on lines of their own it is left out
            if (target < 0)
            {
                target = token.StartIndex;
                gap.EndsWithBlank = LinesBetween(end, token.StartIndex) > 1;
            }

            if (signs.Contains(token.StartIndex))
                continue;
            byStartBehind.Add(target, gap);
            target = -1;
            end = token.StopIndex + 1;
            byEndBefore.Add(end, gap = new());
        }

        for (; comment < all.Count; comment++)
            Add(gap, all[comment], ref end);
        atEnd = gap;
    }

    /// <summary>Whether an empty line is between a token and what is above it, be it a comment.</summary>
    public bool IsBelowBlank(IToken token)
    {
        var gap = Above(token);
        return gap.Above.TryPeek(out var first) ? first.IsBelowBlank : gap.EndsWithBlank;
    }

    /// <summary>Whether neither comments nor an empty line are between a token and the line above it.</summary>
    public bool IsDirectlyBelow(IToken token) => Above(token) is { Above.Count: 0, EndsWithBlank: false };

    /// <summary>Whether there is a comment between two tokens.</summary>
    public bool IsBetween(IToken before, IToken behind) =>
        all.Exists(comment => comment.Start > before.StartIndex && comment.Start < behind.StartIndex);

    /// <summary>Those behind a token on its line.</summary>
    public IReadOnlyList<Comment> TakeBehind(IToken token) => Take(Behind(token).Behind);

    /// <summary>Those above a token on lines of their own.</summary>
    public IReadOnlyList<Comment> TakeAbove(IToken token) => Take(Above(token).Above);

    /// <summary>Those below the last token of a block that are indented as far as the block, or further.</summary>
    public IReadOnlyList<Comment> TakeBelow(IToken last, int column)
    {
        var comments = Behind(last).Above;
        return Take(comments, comments.TakeWhile(comment => comment.Column >= column).Count());
    }

    /// <summary>Those below the last token of the file.</summary>
    public IReadOnlyList<Comment> TakeAtEnd() => Take(atEnd.Above);

    private static IReadOnlyList<Comment> Take(Queue<Comment> comments) => Take(comments, comments.Count);

    private static IReadOnlyList<Comment> Take(Queue<Comment> comments, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => comments.Dequeue())];

    private Gap Behind(IToken token) => byEndBefore.GetValueOrDefault(token.StopIndex + 1, None);

    private Gap Above(IToken token) => byStartBehind.GetValueOrDefault(token.StartIndex, None);

    private void Add(Gap gap, SourceSpan span, ref int end)
    {
        var lines = LinesBetween(end, span.Start);
        var text = span.Text.ReplaceLineEndings("\n").TrimEnd();
        var startsLine = end == 0 || lines > 0 || gap.Above.Count > 0 || gap.Behind.LastOrDefault() is { EndsLine: true };
        var comment = new Comment(text, columns.Column(span.Start), startsLine, lines > 1);
        (startsLine ? gap.Above : gap.Behind).Enqueue(comment);
        end = span.End;
    }

    private int LinesBetween(int start, int end) => columns.Line(end) - columns.Line(start);
}
