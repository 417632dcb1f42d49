using Antlr4.Runtime;
using Antlr4.Runtime.Misc;

namespace NetLang.Compiler.Syntax;

/// <summary>The base of the generated parser: it gives up before deep nesting can overflow the stack.</summary>
internal abstract class DepthLimitedParser(ITokenStream input, TextWriter output, TextWriter errorOutput)
    : Antlr4.Runtime.Parser(input, output, errorOutput)
{
    // A bracket in a bracket takes nine rules: some two hundred levels.
    private const int MaximalRules = 2000;

    private int rules;

    /// <summary>Was parsing given up for its depth?</summary>
    public bool IsTooDeep { get; private set; }

    public override void EnterRule(ParserRuleContext localctx, int state, int ruleIndex)
    {
        Enter();
        base.EnterRule(localctx, state, ruleIndex);
    }

    public override void ExitRule()
    {
        rules--;
        base.ExitRule();
    }

    public override void EnterRecursionRule(ParserRuleContext localctx, int state, int ruleIndex, int precedence)
    {
        Enter();
        base.EnterRecursionRule(localctx, state, ruleIndex, precedence);
    }

    public override void UnrollRecursionContexts(ParserRuleContext parentctx)
    {
        rules--;
        base.UnrollRecursionContexts(parentctx);
    }

    private void Enter()
    {
        if (++rules <= MaximalRules)
            return;
        IsTooDeep = true;
        throw new ParseCanceledException("nested too deeply");
    }
}
