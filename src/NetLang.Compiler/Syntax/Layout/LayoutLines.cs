using Antlr4.Runtime;
using static NetLang.Compiler.Syntax.Generated.NetLangLexer;
using static NetLang.Compiler.Syntax.Layout.TokenClasses;

namespace NetLang.Compiler.Syntax.Layout;

/// <summary>
/// What the column of a line means: which blocks it ends, and whether it starts a new line or element.
/// </summary>
internal sealed class LayoutLines(LayoutStack stack, LayoutReport report)
{
    /// <summary>
    /// Handles a token that is the first on its line, behind a token of type <paramref name="before"/>.
    /// </summary>
    public void Start(CommonToken token, int column, int before)
    {
        if (IsClosing(token.Type) || IsContinuation(token.Type))
            return;
        if (token.Type == EQUALS && stack.Top is { Kind: LayoutContextKind.Binding }
            or { Kind: LayoutContextKind.Brace, AwaitsEquals: true })
        {
            return;
        }

        if (IsInfix(token.Type))
            StartWithOperator(token, column);
        else if (!WantsMore(before) || StartsStatement(token.Type))
            StartElement(token, column);
    }

    // An operator continues the innermost expression that its line is not to the left of.
    private void StartWithOperator(CommonToken token, int column)
    {
        while (stack.Top is { } top && !IsContinuedBy(top, column))
            stack.Pop();
        // An operator may stand in the margin, so that the operands line up: `  + y` below `x` in column 5.
        if (stack.Top is { Kind: LayoutContextKind.Block, BeginsLine: true } block
            && column + token.Text.Length + 1 < block.Column)
        {
            report.OffsideOperator(token, block);
        }
    }

    private bool IsContinuedBy(LayoutContext context, int column) => context.Kind switch
    {
        LayoutContextKind.Block => column >= context.Column
            || (context.IsBinding && column >= context.Reference)
            || (column > context.Reference && !stack.EnclosingHasColumn(column)),
        // The cases, or the branches, before the operator have ended, and with them the expression.
        LayoutContextKind.Match => !context.HasCases || context.AwaitsArrow,
        LayoutContextKind.If => stack.Output[^1].Type != BLOCK_END,
        _ => true,
    };

    private void StartElement(CommonToken token, int column)
    {
        while (stack.Top is { } top)
        {
            if (top.Kind is not LayoutContextKind.Block && !top.IsBracket)
            {
                if (column > top.Reference)
                    return;
                stack.Pop();
            }
            else if (column > top.Column)
            {
                return;
            }
            else if (column == top.Column)
            {
                Separate(top, token);
                return;
            }
            else if (top.IsBracket || (column > top.Reference && !stack.EnclosingHasColumn(column)))
            {
                report.Offside(token, top, stack.ColumnAround(column));
                Separate(top, token);
                return;
            }
            else
            {
                stack.Pop();
            }
        }
    }

    private void Separate(LayoutContext context, CommonToken token)
    {
        context.AwaitsEquals = true;
        stack.EmitVirtual(BLOCK_SEPARATOR, token.StartIndex);
    }
}
