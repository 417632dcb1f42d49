using System.Collections.Immutable;
using Antlr4.Runtime;
using Antlr4.Runtime.Tree;
using NetLang.Compiler.Formatting.Comments;
using NetLang.Compiler.Formatting.Documents;
using NetLang.Compiler.Syntax.Lexing;

namespace NetLang.Compiler.Formatting.Trees;

/// <summary>
/// Parse tree to document: the formatters of the several kinds of nodes, which call each other. Every token is printed
/// once and in its order, but for <c>;</c>, with the comments around it.
/// </summary>
/// <remarks>
/// Lines within a document are indented by a step more than the line on which it begins. So each thing that may begin a
/// line is put into <see cref="Indented"/> by a step.
/// </remarks>
internal sealed class TreeFormatter
{
    public const int Step = 4;

    private readonly SourceColumns columns;

    public TreeFormatter(CommentMap comments, SourceColumns columns)
    {
        Comments = comments;
        this.columns = columns;
        Declarations = new(this);
        Blocks = new(this);
        Expressions = new(this);
        Choices = new(this);
        Operands = new(this);
        Collections = new(this);
        Brackets = new(this);
        Patterns = new(this);
        Types = new(this);
    }

    public CommentMap Comments { get; }

    public DeclarationFormatter Declarations { get; }

    public BlockFormatter Blocks { get; }

    public ExpressionFormatter Expressions { get; }

    public ChoiceFormatter Choices { get; }

    public OperandFormatter Operands { get; }

    public CollectionFormatter Collections { get; }

    public BracketFormatter Brackets { get; }

    public PatternFormatter Patterns { get; }

    public TypeFormatter Types { get; }

    public static Doc Indent(params ImmutableArray<Doc> items) => new Indented(Step, Doc.Of(items));

    public Doc Token(ITerminalNode node) => Token(node.Symbol);

    /// <summary>A token and the comments around it that are not yet printed.</summary>
    public Doc Token(IToken token) => Doc.Of(
        [.. Comments.TakeAbove(token).Select(c => new Remark(c)), token.Text, .. CommentsBehind(token)]);

    /// <summary>A closing bracket; behind a comment that ends its line, it stands below the beginning of the line.</summary>
    public Doc Close(IToken token) => new Indented(DocPrinter.OutdentBehindComment - Step, Token(token));

    public ImmutableArray<Doc> CommentsBehind(IToken token) =>
        [.. Comments.TakeBehind(token).Select(comment => new Remark(comment))];

    /// <summary>The comments above what begins with a token, each on a line of its own.</summary>
    public Doc CommentsAbove(IToken first)
    {
        var above = Comments.TakeAbove(first);
        return Doc.Of([.. above.SelectMany((comment, i) => (ImmutableArray<Doc>)
        [
            new Remark(comment),
            new LineEnd(null, i + 1 < above.Count ? above[i + 1].IsBelowBlank : Comments.IsBelowBlank(first)),
        ])]);
    }

    /// <summary>
    /// The end of a line, or <paramref name="flat"/> where it does not end; the comments above what comes next; an empty
    /// line where there was one.
    /// </summary>
    public Doc NextLine(IToken first, string? flat = null) =>
        Doc.Of(new LineEnd(flat, Comments.IsBelowBlank(first)), CommentsAbove(first));

    /// <summary>Comments on lines of their own, below what is printed.</summary>
    public static Doc Below(IEnumerable<Comment> comments) =>
        Doc.Of([.. comments.SelectMany(c => (ImmutableArray<Doc>)[new LineEnd(null, c.IsBelowBlank), new Remark(c)])]);

    /// <summary>Whether a line ended between two tokens. What stood on several lines stays on several.</summary>
    public bool IsBroken(IToken before, IToken behind) => columns.Line(before.StopIndex) < columns.Line(behind.StartIndex);

    /// <summary>Where a token stood.</summary>
    public int Column(IToken token) => columns.Column(token.StartIndex);
}
