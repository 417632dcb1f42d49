using Antlr4.Runtime;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Syntax.Lexing;
using NetLang.Compiler.Text;

namespace NetLang.Compiler.Syntax.Building;

/// <summary>Parse tree to syntax tree: the builders of the several kinds of nodes, which call each other.</summary>
internal sealed class TreeBuilder
{
    public TreeBuilder(SourceText source, DiagnosticBag diagnostics)
    {
        Source = source;
        Diagnostics = diagnostics;
        Literals = new(this);
        Expressions = new(this);
        Operands = new(this);
        Blocks = new(this);
        Patterns = new(this);
        Types = new(this);
        Declarations = new(this);
    }

    public SourceText Source { get; }

    public DiagnosticBag Diagnostics { get; }

    public LiteralReader Literals { get; }

    public ExpressionBuilder Expressions { get; }

    public OperandBuilder Operands { get; }

    public BlockBuilder Blocks { get; }

    public PatternBuilder Patterns { get; }

    public TypeBuilder Types { get; }

    public DeclarationBuilder Declarations { get; }

    public SourceSpan Span(ParserRuleContext context) =>
        new(Source, context.Start.StartIndex, context.Stop.StopIndex + 1 - context.Start.StartIndex);

    public SourceSpan Span(IToken token) => token.Span(Source);

    public Identifier Identifier(IToken token) => new(Span(token), token.Text);

    public Identifier Identifier(ParserRuleContext name) => new(Span(name), name.Start.Text);
}
