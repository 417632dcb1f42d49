using Antlr4.Runtime;
using NetLang.Compiler.Syntax.Lexing;
using static NetLang.Compiler.Syntax.Generated.NetLangLexer;

namespace NetLang.Compiler.Syntax.Layout;

/// <summary>The open contexts, innermost last, and the tokens made so far: closing a block makes its end.</summary>
internal sealed class LayoutStack(LayoutReport report)
{
    private readonly List<LayoutContext> contexts = [];
    private int lastOffset;

    public List<IToken> Output { get; } = [];

    public LayoutContext? Top => contexts.Count > 0 ? contexts[^1] : null;

    public int Depth => contexts.Count;

    public void Push(LayoutContext context) => contexts.Add(context);

    public void Emit(CommonToken token)
    {
        Output.Add(token);
        lastOffset = token.StopIndex + 1;
    }

    public void EmitVirtual(int type, int offset) => Output.Add(SourceToken.Virtual(type, offset));

    public void EmitBlockEnd() => EmitVirtual(BLOCK_END, lastOffset);

    /// <summary>Closes the innermost context; a bracket that is closed by force is reported.</summary>
    public void Pop()
    {
        var top = contexts[^1];
        contexts.RemoveAt(contexts.Count - 1);
        if (top.Kind == LayoutContextKind.Block)
            EmitBlockEnd();
        if (!top.IsBracket)
            return;
        report.Unclosed(top.Opener);
        EmitVirtual(ClosingOf(top.Kind), lastOffset);
    }

    /// <summary>Takes the innermost context away, its closing token having come.</summary>
    public void Complete() => contexts.RemoveAt(contexts.Count - 1);

    public void PopTo(LayoutContext context)
    {
        while (Top != context)
            Pop();
    }

    /// <summary>The innermost context that fits, not looking beyond the innermost bracket.</summary>
    public LayoutContext? Find(Predicate<LayoutContext> fits)
    {
        for (var i = contexts.Count - 1; i >= 0; i--)
        {
            if (fits(contexts[i]))
                return contexts[i];
            if (contexts[i].IsBracket)
                return null;
        }

        return null;
    }

    /// <summary>The innermost bracket of a kind, looking beyond others.</summary>
    public LayoutContext? FindBracket(Predicate<LayoutContext> fits) =>
        contexts.FindLast(context => context.IsBracket && fits(context));

    /// <summary>Does a context around the innermost one, up to the next bracket, have its lines at a column?</summary>
    public bool EnclosingHasColumn(int column)
    {
        for (var i = contexts.Count - 2; i >= 0; i--)
        {
            if (contexts[i].Column == column)
                return true;
            if (contexts[i].IsBracket)
                return false;
        }

        return false;
    }

    /// <summary>The column of the next block around the innermost context, where that is to the left of a column.</summary>
    public int? ColumnAround(int column) => contexts.SkipLast(1).Reverse().TakeWhile(c => !c.IsBracket)
        .Where(c => c.Kind == LayoutContextKind.Block).Select(c => (int?)c.Column).FirstOrDefault(c => c < column);

    public static bool Closes(int type, LayoutContextKind kind) => type switch
    {
        RPAREN => kind == LayoutContextKind.Parenthesis,
        RBRACKET => kind is LayoutContextKind.List or LayoutContextKind.Index,
        _ => kind == LayoutContextKind.Brace,
    };

    private static int ClosingOf(LayoutContextKind kind) => kind switch
    {
        LayoutContextKind.Parenthesis => RPAREN,
        LayoutContextKind.Brace => RBRACE,
        _ => RBRACKET,
    };
}
