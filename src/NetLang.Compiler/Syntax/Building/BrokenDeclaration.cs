using NetLang.Compiler.Syntax.Lexing;
using NetLang.Compiler.Text;
using static NetLang.Compiler.Syntax.Generated.NetLangParser;

namespace NetLang.Compiler.Syntax.Building;

/// <summary>
/// What can be said of a declaration that could not be parsed: its kind and name, so that uses of the name are not
/// reported as well. Its body is missing.
/// </summary>
internal static class BrokenDeclaration
{
    public static Declaration? Salvage(DeclarationTokens declaration, SourceText source)
    {
        var tokens = declaration.Tokens;
        if (tokens.Count < 2 || tokens[1].Type is not (LOWER_NAME or UPPER_NAME))
            return null;
        var span = tokens[0].Span(source).To(tokens[^1].Span(source));
        var name = new Identifier(tokens[1].Span(source), tokens[1].Text);
        var body = new MissingExpression(span);
        var documentation = declaration.Documentation;
        return tokens[0].Type switch
        {
            LET => new LetDeclaration(span, documentation, new NamePattern(name.Span, name.Text), [], null, body),
            MODEL => new ModelDeclaration(span, documentation, name, [], null, body),
            TRAIN => new TrainDeclaration(span, documentation, name, body),
            OPTIMIZER => new OptimizerDeclaration(span, documentation, name, [], body),
            _ => null,
        };
    }
}
