using System.Text;
using NetLang.Compiler.Prelude;
using NetLang.Compiler.Syntax;

namespace NetLang.Compiler.Tests.Prelude;

/// <summary>A page on all that the prelude defines, made of its own comments and signatures.</summary>
internal static class PreludeReference
{
    private const string Introduction = """
        # The prelude

        What a program may use without defining it, beside the builtins of [LANGUAGE.md](LANGUAGE.md). All of it is written
        in NetLang; a definition of the same name in your file takes its place. This page is made of the comments in
        [src/NetLang.Compiler/Prelude](../src/NetLang.Compiler/Prelude): a test compares them, and
        `NETLANG_ACCEPT=1 dotnet test --filter PreludeReferenceTests` writes it anew.

        Each definition is shown by its signature and the weights that it declares, or whole where it is one line. `'t` is an
        element type, f32 or f64; `..` stands for any axes, the same ones in all of a signature; options in braces have the
        defaults that they show.

        """;

    /// <summary>Markdown.</summary>
    public static string Text()
    {
        var page = new StringBuilder(Introduction.ReplaceLineEndings("\n"));
        foreach (var file in PreludeFiles.Units)
            page.Append('\n').Append(Section(file));
        return page.ToString();
    }

    /// <summary>How a definition looks on the page.</summary>
    public static string Shown(Declaration definition)
    {
        var text = definition.Span.Text.ReplaceLineEndings("\n").TrimEnd();
        var body = Body(definition);
        var isValue = definition is LetDeclaration { Parameters.IsEmpty: true };
        if (isValue || !text.Contains('\n', StringComparison.Ordinal))
            return text;
        var signature = text[..text.IndexOf(" =\n", StringComparison.Ordinal)];
        var weights = definition is LetDeclaration && body is BlockExpression block
            ? block.Statements.Where(s => s is ParamStatement or StateStatement).Select(s => "\n    " + s.Span.Text)
            : [];
        return signature + string.Concat(weights);
    }

    public static string NameOf(Declaration definition) => definition switch
    {
        LetDeclaration let => let.Target.Span.Text,
        OptimizerDeclaration optimizer => optimizer.Name.Text,
        _ => throw new InvalidOperationException($"the prelude holds {definition}"),
    };

    private static Expression Body(Declaration definition) => definition switch
    {
        LetDeclaration let => let.Body,
        OptimizerDeclaration optimizer => optimizer.Body,
        _ => throw new InvalidOperationException($"the prelude holds {definition}"),
    };

    private static string Section(CompilationUnit file)
    {
        var name = Path.GetFileNameWithoutExtension(file.Source.Path);
        var section = new StringBuilder($"## {char.ToUpperInvariant(name[0])}{name[1..]}\n\n");
        section.Append(Beginning(file)).Append('\n');
        foreach (var definition in file.Declarations)
        {
            section.Append($"\n### {NameOf(definition)}\n\n```netlang\n{Shown(definition)}\n```\n\n");
            section.Append(definition.Documentation?.Trim()).Append('\n');
        }

        return section.ToString();
    }

    /// <summary>The comment at the top of a file.</summary>
    private static string Beginning(CompilationUnit file) => string.Join('\n', file.Source.Content
        .ReplaceLineEndings("\n").Split('\n')
        .TakeWhile(line => line.StartsWith("// ", StringComparison.Ordinal))
        .Select(line => line[3..]));
}
