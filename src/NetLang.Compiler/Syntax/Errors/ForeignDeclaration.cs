using Antlr4.Runtime;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Syntax.Lexing;
using NetLang.Compiler.Text;
using NetLang.Runtime;
using static NetLang.Compiler.Syntax.Generated.NetLangLexer;

namespace NetLang.Compiler.Syntax.Errors;

/// <summary>Lines at the left margin that begin as no declaration does: those of other languages, or without a keyword.</summary>
internal static class ForeignDeclaration
{
    private const string Declarations = "`import`, `let`, `model`, `train` or `optimizer`";
    private static readonly string[] Keywords = ["import", "let", "model", "train", "optimizer"];

    /// <summary>Reports a line; of several that follow each other, only those that were certainly meant as declarations.</summary>
    /// <returns>What it would have defined, so that uses of the name are not reported too; null where that is unknown.</returns>
    public static Declaration? Report(
        DeclarationTokens line, bool isFirstOfSeveral, SourceText source, DiagnosticBag diagnostics)
    {
        var tokens = line.Tokens;
        var (help, name) = Meaning(tokens);
        if (isFirstOfSeveral || name is not null)
        {
            diagnostics.Report(
                LayoutErrors.NotADeclaration,
                tokens[0].Span(source),
                $"`{tokens[0].Text}` cannot stand at the left margin: a declaration begins with {Declarations}",
                help);
        }

        if (name is null)
            return null;
        var (span, place) = (tokens[0].Span(source).To(tokens[^1].Span(source)), name.Span(source));
        var body = new MissingExpression(span);
        return name.Type == UPPER_NAME
            ? new ModelDeclaration(span, null, new(place, name.Text), [], null, body)
            : new LetDeclaration(span, null, new NamePattern(place, name.Text), [], null, body);
    }

    /// <summary>How to write it in NetLang, and the name that it defines.</summary>
    private static (string Help, CommonToken? Name) Meaning(List<CommonToken> tokens)
    {
        var first = tokens[0];
        var second = tokens.Count > 1 && tokens[1].Type is LOWER_NAME or UPPER_NAME ? tokens[1] : null;
        switch (first.Text)
        {
            case "def" or "fn" or "func" or "function" or "fun" or "var" or "const" or "val" or "layer" or "loss":
                return ($"a definition begins with `let`: `let {second?.Text ?? "name"} … = …`", second);
            case "type":
                return ("types need no declaration: a signature states shapes, `(x: f32[N, 4])`", second);
            case "class" or "network" or "module":
                return ("a network is declared by `model Name (input: f32[N, 4]) = …`", second);
            case "open" or "include" or "from" or "using" or "require":
                return ("another file is brought in by `import \"file.net\"`", null);
            case "param" or "state":
                return ($"a `{first.Text}` stands in the body of a `let` or a `model`: indent it", null);
        }

        var definition = tokens.FindIndex(token => token.Type == EQUALS);
        if (first.Type == LOWER_NAME && definition > 0 && tokens.Take(definition).All(t => t.Type == LOWER_NAME))
            return ($"a definition begins with `let`: `let {first.Text} … = …`", first);
        return (Suggestion.DidYouMean(first.Text, Keywords) ?? "indent it to continue the declaration above", null);
    }
}
