using Antlr4.Runtime;
using NetLang.Compiler.Syntax.Lexing;
using static NetLang.Compiler.Syntax.Generated.NetLangLexer;
using static NetLang.Compiler.Syntax.Layout.TokenClasses;

namespace NetLang.Compiler.Syntax.Layout;

/// <summary>
/// Turns the indentation of one declaration into tokens: BLOCK_BEGIN and BLOCK_END around what follows an opener,
/// BLOCK_SEPARATOR between the lines of a block and between the elements of a bracket that stand on lines of their
/// own. LANGUAGE.md, "Layout", has the rules.
/// </summary>
internal sealed class LayoutPass
{
    private readonly SourceColumns columns;
    private readonly DeclarationTokens declaration;
    private readonly LayoutReport report;
    private readonly LayoutStack stack;
    private readonly LayoutLines lines;
    private PendingBlock? pending;
    private int lineIndent;
    private int previousLine;

    private LayoutPass(SourceColumns columns, DeclarationTokens declaration, LayoutReport report)
    {
        this.columns = columns;
        this.declaration = declaration;
        this.report = report;
        stack = new LayoutStack(report);
        lines = new LayoutLines(stack, report);
    }

    /// <summary>An opener whose block begins with the next token.</summary>
    private sealed record PendingBlock(CommonToken Opener, int Reference, bool IsBinding);

    public static List<IToken> Run(SourceColumns columns, DeclarationTokens declaration, LayoutReport report) =>
        new LayoutPass(columns, declaration, report).Run();

    private List<IToken> Run()
    {
        var tokens = declaration.Tokens;
        previousLine = columns.Line(tokens[0].StartIndex);
        lineIndent = columns.Column(tokens[0].StartIndex);
        Open(tokens[0], 0);

        for (var i = 1; i < tokens.Count; i++)
        {
            var token = tokens[i];
            var line = columns.Line(token.StartIndex);
            var column = columns.Column(token.StartIndex);
            var startsLine = line != previousLine;
            previousLine = line;
            if (startsLine)
                lineIndent = column;
            Accept(token, i, startsLine, column);
        }

        CloseAll(tokens[^1]);
        return stack.Output;
    }

    private void Accept(CommonToken token, int index, bool startsLine, int column)
    {
        var opensBlock = false;
        if (pending is { } block)
        {
            pending = null;
            opensBlock = OpenBlock(block, token, startsLine, column);
        }

        if (!opensBlock)
        {
            if (stack.Top is { IsBracket: true, Column: < 0 } bracket && !IsClosing(token.Type))
                bracket.Column = column;
            else if (startsLine)
                lines.Start(token, column, declaration.Tokens[index - 1].Type);
        }

        RecogniseStatement(token, index);
        if (token is { Type: LOWER_NAME, Text: "in" } && stack.Top is { IsBinding: true, Opener.Text: "=" }
            && !IsLoop(index))
        {
            EndBinding(token, isLast: index + 1 == declaration.Tokens.Count
                || columns.Line(declaration.Tokens[index + 1].StartIndex) != columns.Line(token.StartIndex));
        }
        else
        {
            Open(token, column);
        }
    }

    // `for i in xs`, which the parser is to trip over.
    private bool IsLoop(int index)
    {
        var line = columns.Line(declaration.Tokens[index].StartIndex);
        return declaration.Tokens.Take(index).Reverse().TakeWhile(t => columns.Line(t.StartIndex) == line)
            .Any(t => t is { Type: LOWER_NAME, Text: "for" });
    }

    // `let a = 1 in b` of F#: what follows is taken for the next line.
    private void EndBinding(CommonToken token, bool isLast)
    {
        report.In(token);
        stack.Pop();
        if (!isLast)
            stack.EmitVirtual(BLOCK_SEPARATOR, token.StopIndex + 1);
    }

    private bool OpenBlock(PendingBlock block, CommonToken token, bool startsLine, int column)
    {
        var inside = !startsLine || column > block.Reference
            || (block.Opener.Type == ARROW && stack.Top is { Kind: not LayoutContextKind.Brace, IsBracket: true } top
                && top.Column == column);
        if (!inside || IsBlockEnd(token.Type))
        {
            EmptyBlock(block);
            return false;
        }

        stack.EmitVirtual(BLOCK_BEGIN, token.StartIndex);
        stack.Push(new(LayoutContextKind.Block, block.Opener, block.Reference)
        {
            Column = column,
            IsBinding = block.IsBinding,
            BeginsLine = startsLine,
        });
        return true;
    }

    private void EmptyBlock(PendingBlock block)
    {
        report.EmptyBlock(block.Opener);
        stack.EmitVirtual(BLOCK_BEGIN, block.Opener.StopIndex + 1);
        stack.EmitBlockEnd();
    }

    // `param` and `state` are names elsewhere: `fun state x -> …`.
    private void RecogniseStatement(CommonToken token, int index)
    {
        var tokens = declaration.Tokens;
        if (token.Type != LOWER_NAME || token.Text is not ("param" or "state")
            || stack.Output[^1].Type is not (BLOCK_BEGIN or BLOCK_SEPARATOR)
            || index + 2 >= tokens.Count || tokens[index + 1].Type != LOWER_NAME
            || tokens[index + 2].Type is not (COLON or EQUALS))
        {
            return;
        }

        token.Type = token.Text == "param" ? PARAM : STATE;
    }

    // What the token itself opens or closes; emits it.
    private void Open(CommonToken token, int column)
    {
        switch (token.Type)
        {
            case LET or IMPORT or MODEL or TRAIN or OPTIMIZER or PARAM or STATE:
                Push(LayoutContextKind.Binding, token);
                break;
            case FUN:
                Push(LayoutContextKind.Lambda, token);
                break;
            case IF:
                Push(LayoutContextKind.If, token);
                break;
            case MATCH:
                Push(LayoutContextKind.Match, token);
                break;
            case LPAREN:
                Push(LayoutContextKind.Parenthesis, token);
                break;
            case LBRACKET:
                Push(LayoutContextKind.List, token);
                break;
            case INDEX_OPEN:
                Push(LayoutContextKind.Index, token);
                break;
            case LBRACE:
                Push(LayoutContextKind.Brace, token);
                break;
            case RPAREN or RBRACKET or RBRACE:
                Close(token);
                break;
            case SEMICOLON:
                NextElement(token);
                break;
            case THEN or ELIF or ELSE:
                Branch(token, column);
                break;
            case WITH:
                With(token);
                break;
            case BAR:
                Case(token, column);
                break;
            case ARROW or EQUALS or ASSIGN:
                OpenAfter(token);
                break;
            default:
                stack.Emit(token);
                break;
        }
    }

    private void Push(LayoutContextKind kind, CommonToken token)
    {
        stack.Emit(token);
        stack.Push(new(kind, token, lineIndent));
    }

    private void Close(CommonToken token)
    {
        if (stack.FindBracket(context => LayoutStack.Closes(token.Type, context.Kind)) is not { } bracket)
        {
            report.Unmatched(token);
            return;
        }

        stack.PopTo(bracket);
        stack.Complete();
        stack.Emit(token);
    }

    private void NextElement(CommonToken token)
    {
        if (stack.FindBracket(_ => true) is { } bracket)
        {
            stack.PopTo(bracket);
            bracket.AwaitsEquals = true;
        }

        stack.Emit(token);
    }

    // On a line of its own a branch belongs to an `if` whose line is not further right.
    private void Branch(CommonToken token, int column)
    {
        var startsLine = column == lineIndent;
        var opener = stack.Find(context =>
            context.Kind == LayoutContextKind.If && (!startsLine || context.Reference <= column));
        if (opener is null && stack.Find(context => context.Kind == LayoutContextKind.If) is { } right)
        {
            report.Branch(token, right);
            opener = right;
        }

        if (opener is not null)
            stack.PopTo(opener);
        stack.Emit(token);
        if (token.Type == ELSE && opener is not null)
            stack.Complete();
        if (token.Type != ELIF)
            pending = new(token, startsLine ? column : opener?.Reference ?? lineIndent, IsBinding: false);
    }

    private void With(CommonToken token)
    {
        var opener = stack.Find(context => context is { Kind: LayoutContextKind.Match, HasCases: false }
            or { Kind: LayoutContextKind.Brace });
        if (opener is not null)
        {
            stack.PopTo(opener);
            opener.HasCases = opener.AwaitsArrow = true;
            opener.CaseReference = opener.Reference;
            // `{ r with`: the fields have a column of their own.
            opener.Column = -1;
        }

        stack.Emit(token);
    }

    private void Case(CommonToken token, int column)
    {
        var startsLine = column == lineIndent;
        var opener = stack.Find(context => context is { Kind: LayoutContextKind.Match, HasCases: true }
            && (!startsLine || context.BarColumn <= column));
        if (opener is not null)
        {
            stack.PopTo(opener);
            opener.AwaitsArrow = true;
            opener.CaseReference = lineIndent;
            if (startsLine && opener.BarColumn < 0)
                opener.BarColumn = column;
        }

        stack.Emit(token);
    }

    private void OpenAfter(CommonToken token)
    {
        stack.Emit(token);
        switch (stack.Top, token.Type)
        {
            case ({ Kind: LayoutContextKind.Binding } binding, EQUALS):
                stack.Complete();
                pending = new(token, binding.Reference, IsBinding: true);
                break;
            case ({ Kind: LayoutContextKind.Brace, AwaitsEquals: true } brace, EQUALS):
                brace.AwaitsEquals = false;
                pending = new(token, brace.Column, IsBinding: true);
                break;
            case ({ Kind: LayoutContextKind.Lambda } lambda, ARROW):
                stack.Complete();
                pending = new(token, lambda.Reference, IsBinding: false);
                break;
            case ({ Kind: LayoutContextKind.Match, AwaitsArrow: true } match, ARROW):
                match.AwaitsArrow = false;
                pending = new(token, match.CaseReference, IsBinding: false);
                break;
            case (_, ASSIGN):
                pending = new(token, lineIndent, IsBinding: true);
                break;
        }
    }

    private void CloseAll(CommonToken last)
    {
        if (pending is { } block)
            EmptyBlock(block);
        while (stack.Depth > 0)
            stack.Pop();
        stack.EmitVirtual(TokenConstants.EOF, last.StopIndex + 1);
    }
}
