using System.Collections.Immutable;
using Antlr4.Runtime;
using NetLang.Compiler.Syntax.Lexing;
using NetLang.Compiler.Text;
using static NetLang.Compiler.Syntax.Generated.NetLangParser;

namespace NetLang.Compiler.Syntax.Building;

/// <summary>
/// What can be said of a declaration that could not be parsed: its kind and the names that it defines, so that uses of them
/// are not reported as well. Its body is missing.
/// </summary>
internal static class BrokenDeclaration
{
    public static Declaration? Salvage(DeclarationTokens declaration, SourceText source)
    {
        var tokens = declaration.Tokens;
        var names = Names(tokens).Select(token => new NamePattern(token.Span(source), token.Text)).ToList();
        if (names.Count == 0)
            return null;
        var span = tokens[0].Span(source).To(tokens[^1].Span(source));
        var name = new Identifier(names[0].Span, names[0].Name);
        var body = new MissingExpression(span);
        var documentation = declaration.Documentation;
        return tokens[0].Type switch
        {
            MODEL => new ModelDeclaration(span, documentation, name, [], null, body),
            TRAIN => new TrainDeclaration(span, documentation, new NameExpression(name.Span, name.Text), body),
            // An optimizer too: whatever a broken definition is used for, nothing more is said.
            LET or OPTIMIZER => new LetDeclaration(span, documentation, Target(names), [], null, body),
            _ => null,
        };
    }

    private static Pattern Target(List<NamePattern> names) =>
        names.Count == 1 ? names[0] : new TuplePattern(names[0].Span.To(names[^1].Span), [.. names]);

    /// <summary>The first name behind the keyword; all names of a pattern such as <c>(a, b)</c>.</summary>
    private static IEnumerable<CommonToken> Names(List<CommonToken> tokens)
    {
        var behind = tokens.Skip(tokens is [_, { Text: "rec" or "mutable" or "inline" }, { Type: LOWER_NAME }, ..] ? 2 : 1);
        var target = behind.TakeWhile(token => token.Type != EQUALS).ToImmutableArray();
        return target is [{ Type: LOWER_NAME or UPPER_NAME } first, ..] && (target.Length == 1 || target[1].Type != COMMA)
            ? [first]
            : target.Where(token => token.Type is LOWER_NAME or UPPER_NAME).DistinctBy(token => token.Text);
    }
}
