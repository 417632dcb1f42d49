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
    // More mistakes than these in one declaration are no typing errors.
    private const int MaximalErrors = 20;

    /// <summary>
    /// The tree of a file. Never fails: what cannot be parsed is reported (NL1xxx), and parsing goes on at the next line, and
    /// at the next declaration. A declaration with an error keeps its name and has a <see cref="MissingExpression"/> as its
    /// body, so that nothing in it is reported twice.
    /// </summary>
    public static CompilationUnit Parse(SourceText source, DiagnosticBag diagnostics)
    {
        var columns = new SourceColumns(source);
        var before = diagnostics.All.Count;
        var words = Tokenizer.Run(source, diagnostics);
        var badWords = diagnostics.All.Skip(before).Where(d => d.IsError).Select(d => d.Span!.Value.Start).Order().ToList();
        var nextBadWord = 0;
        var isComplete = diagnostics.All.Skip(before).All(d => d.Descriptor != LexicalErrors.UnclosedComment);
        var builder = new TreeBuilder(source, diagnostics);
        var declarations = ImmutableArray.CreateBuilder<Declaration>();
        var parts = new DeclarationSplitter(columns, diagnostics).Split(words);
        for (var i = 0; i < parts.Count; i++)
        {
            var end = i + 1 < parts.Count ? parts[i + 1].Tokens[0].StartIndex : source.Content.Length;
            var badLines = new HashSet<int>();
            for (; nextBadWord < badWords.Count && badWords[nextBadWord] < end; nextBadWord++)
                badLines.Add(columns.Line(badWords[nextBadWord]));
            var parsed = parts[i].IsForeign
                ? ForeignDeclaration.Report(parts[i], i == 0 || !parts[i - 1].IsForeign, source, diagnostics)
                : ParseDeclaration(parts[i], columns, builder, badLines);
            if (parsed is not null)
                declarations.Add(parsed);
            isComplete &= parsed is not null || parts[i].IsForeign;
        }

        return new(new SourceSpan(source, 0, source.Content.Length), source, declarations.ToImmutable())
        {
            IsComplete = isComplete,
        };
    }

    /// <summary>The declarations of a file without errors, as the grammar has them.</summary>
    internal static IEnumerable<NetLangParser.DeclarationContext> Trees(SourceText source, SourceWords words)
    {
        var builder = new TreeBuilder(source, new DiagnosticBag());
        var columns = new SourceColumns(source);
        foreach (var declaration in new DeclarationSplitter(columns, builder.Diagnostics).Split(words))
        {
            var layout = new LayoutReport(columns, builder.Diagnostics);
            yield return Parse(LayoutPass.Run(columns, declaration, layout), layout, [], builder)!;
        }
    }

    /// <param name="badLines">Lines with a word that is none, in which the order of the others means nothing.</param>
    private static Declaration? ParseDeclaration(
        DeclarationTokens declaration, SourceColumns columns, TreeBuilder builder, HashSet<int> badLines)
    {
        var errors = builder.Diagnostics.ErrorCount;
        var layout = new LayoutReport(columns, builder.Diagnostics);
        var tokens = LayoutPass.Run(columns, declaration, layout);
        var tree = Parse(tokens, layout, badLines, builder);
        var built = tree is null || builder.Diagnostics.ErrorCount > errors
            ? null
            : builder.Declarations.Build(tree, declaration.Documentation);
        return built is null || badLines.Count > 0 || builder.Diagnostics.ErrorCount > errors
            ? BrokenDeclaration.Salvage(declaration, builder.Source)
            : built;
    }

    /// <summary>The tree; null after reporting what is wrong, in one line after the other.</summary>
    private static NetLangParser.DeclarationContext? Parse(
        List<IToken> tokens, LayoutReport layout, HashSet<int> badLines, TreeBuilder builder)
    {
        for (var errors = 0; ; errors++)
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
                var tree = parser.declaration();
                return errors == 0 ? tree : null;
            }
            catch (ParseCanceledException canceled)
            {
                var cause = canceled.InnerException as RecognitionException;
                var error = cause is null
                    ? SyntaxErrorTranslator.TooDeep(parser.CurrentToken.Span(builder.Source))
                    : new SyntaxErrorTranslator(builder.Source, tokens, cause).Translate();
                // Behind an error of the layout, the order of tokens means nothing.
                var place = error.Span!.Value.Start;
                if (place < layout.FirstError && !badLines.Contains(builder.Source.Position(place).Line))
                    builder.Diagnostics.Add(error);
                if (cause is null || errors == MaximalErrors
                    || LineSkipping.Without(tokens, cause.OffendingToken.TokenIndex) is not { } others)
                {
                    return null;
                }

                tokens = others;
            }
        }
    }
}
