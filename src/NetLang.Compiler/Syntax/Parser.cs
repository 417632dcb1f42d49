using System.Collections.Immutable;
using Antlr4.Runtime;
using Antlr4.Runtime.Atn;
using Antlr4.Runtime.Misc;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Syntax.Building;
using NetLang.Compiler.Syntax.Errors;
using NetLang.Compiler.Syntax.Generated;
using NetLang.Compiler.Syntax.Layout;
using NetLang.Compiler.Syntax.Lexing;
using NetLang.Compiler.Text;

namespace NetLang.Compiler.Syntax;

/// <summary>Text to tree: words, then layout, then one declaration after the other.</summary>
public static class Parser
{
    /// <summary>
    /// The tree of a file. Never fails: what cannot be parsed is reported (NL1xxx), and parsing goes on at the next
    /// declaration. A declaration with an error keeps its name and has a <see cref="MissingExpression"/> as its body.
    /// </summary>
    public static CompilationUnit Parse(SourceText source, DiagnosticBag diagnostics)
    {
        var columns = new SourceColumns(source);
        var splitter = new DeclarationSplitter(columns, diagnostics);
        var (tokens, documentation) = Tokenizer.Run(source, diagnostics);
        var builder = new TreeBuilder(source, diagnostics);
        var declarations = ImmutableArray.CreateBuilder<Declaration>();
        foreach (var declaration in splitter.Split(tokens, documentation))
        {
            var report = new LayoutReport(columns, diagnostics);
            var stream = LayoutPass.Run(columns, declaration, splitter, report);
            var parsed = ParseDeclaration(stream, report, builder) is { } tree
                ? builder.Declarations.Build(tree, declaration.Documentation)
                : BrokenDeclaration.Salvage(declaration, source);
            if (parsed is not null)
                declarations.Add(parsed);
        }

        return new(new SourceSpan(source, 0, source.Content.Length), source, declarations.ToImmutable());
    }

    private static NetLangParser.DeclarationContext? ParseDeclaration(
        List<IToken> tokens,
        LayoutReport layout,
        TreeBuilder builder)
    {
        var parser = new NetLangParser(new CommonTokenStream(new ListTokenSource(tokens)))
        {
            ErrorHandler = new BailErrorStrategy(),
        };
        parser.RemoveErrorListeners();
        // The grammar needs no full context, and full context would copy the stack of rules recursively.
        parser.Interpreter.PredictionMode = PredictionMode.SLL;
        try
        {
            return parser.declaration();
        }
        catch (ParseCanceledException canceled)
        {
            var error = parser.IsTooDeep
                ? SyntaxErrorTranslator.TooDeep(parser.CurrentToken.Span(builder.Source))
                : new SyntaxErrorTranslator(builder.Source, tokens, (RecognitionException)canceled.InnerException!)
                    .Translate();
            // Behind an error of the layout, the order of tokens means nothing.
            if (error.Span!.Value.Start < layout.FirstError)
                builder.Diagnostics.Add(error);
            return null;
        }
    }
}
