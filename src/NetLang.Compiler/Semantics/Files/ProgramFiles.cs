using System.Collections.Immutable;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Syntax;
using NetLang.Compiler.Text;

namespace NetLang.Compiler.Semantics.Files;

/// <summary>The files of a program: one, and what it imports.</summary>
/// <param name="All">Each once, after all that it imports; the main file is the last.</param>
/// <param name="AreComplete">
/// Whether all files could be read, and the names of all their declarations are known: else a name that nothing defines
/// may be one of those.
/// </param>
public sealed record ProgramFiles(ImmutableArray<ParsedFile> All, bool AreComplete)
{
    /// <summary>The file that is compiled.</summary>
    public ParsedFile Main => All[^1];

    /// <summary>Parses a file and all that it imports; what cannot be read or parsed is reported.</summary>
    public static ProgramFiles Read(SourceText main, SourceLoader load, DiagnosticBag diagnostics) =>
        new ImportReader(load, diagnostics).Read(main);

    /// <summary>The same program with another text of the main file, which imports nothing that is new.</summary>
    public ProgramFiles WithMain(SourceText main, DiagnosticBag diagnostics)
    {
        var unit = Parser.Parse(main, diagnostics);
        var imports = from declaration in unit.Declarations.OfType<ImportDeclaration>()
                      join known in Main.Imports.DistinctBy(i => i.Declaration.Path) on declaration.Path equals
                          known.Declaration.Path
                      select (declaration, known.File);
        return this with { All = All.SetItem(All.Length - 1, new ParsedFile(unit, [.. imports])) };
    }
}
