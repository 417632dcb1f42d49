using System.Runtime.CompilerServices;
using NetLang.Compiler.Prelude;
using NetLang.Compiler.Semantics.Builtins;
using NetLang.Compiler.Syntax;
using Xunit;

namespace NetLang.Compiler.Tests.Syntax;

/// <summary><c>grammar/LANGUAGE.md</c> names all that there is. Its code is compiled by DocumentedProgramTests.</summary>
public class LanguageReferenceTests
{
    private static readonly string Reference = Read();

    /// <summary>All that a program may use without defining it.</summary>
    public static TheoryData<string> Names =>
    [
        .. BuiltinRegistry.All.Select(builtin => builtin.Name),
        .. PreludeFiles.Units.SelectMany(unit => unit.Declarations).Select(declaration => declaration switch
        {
            LetDeclaration let => let.Target.Span.Text,
            OptimizerDeclaration optimizer => optimizer.Name.Text,
            _ => throw new InvalidOperationException($"the prelude holds {declaration}"),
        }),
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_reference_names_every_function(string name) =>
        Assert.Matches($@"`{name}[` ]", Functions());

    /// <summary>The section that lists them.</summary>
    private static string Functions()
    {
        var start = Reference.IndexOf("\n## Functions that are there\n", StringComparison.Ordinal);
        return Reference[start..Reference.IndexOf("\n## ", start + 1, StringComparison.Ordinal)];
    }

    private static string Read([CallerFilePath] string thisFile = "") => File.ReadAllText(
        Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", "..", "grammar", "LANGUAGE.md")).ReplaceLineEndings("\n");
}
