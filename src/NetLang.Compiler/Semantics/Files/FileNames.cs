using System.Collections.Immutable;
using NetLang.Compiler.Semantics.Values;
using NetLang.Compiler.Syntax;

namespace NetLang.Compiler.Semantics.Files;

/// <summary>
/// What names mean in a file: its own definitions, behind them those of the files that it imports without <c>as</c>,
/// behind them the prelude.
/// </summary>
public sealed class FileNames
{
    private readonly Dictionary<string, ImportDeclaration> bringers = [];

    internal FileNames(ParsedFile file, IReadOnlyDictionary<ParsedFile, FileNames> others, Environment library)
    {
        Unit = file.Unit;
        Library = library;
        Imports = [.. file.Imports.Select(i => (i.Declaration, others[i.File]))];
        Names = Opened().Nested();
    }

    public CompilationUnit Unit { get; }

    /// <summary>All names of the file, its own definitions in the innermost environment.</summary>
    public Environment Names { get; }

    internal ImmutableArray<(ImportDeclaration Declaration, FileNames File)> Imports { get; }

    private Environment Library { get; }

    /// <summary>
    /// The import that gives an unqualified name its meaning; null where it is the file's own, or the prelude's.
    /// </summary>
    public ImportDeclaration? BringerOf(string name) =>
        Names.FindHere(name) is null ? bringers.GetValueOrDefault(name) : null;

    private Environment Opened()
    {
        var opened = Library.Nested();
        var meanings = from import in Imports
                       where import.Declaration.Qualifier is null
                       from definition in new FileValue(import.Declaration, import.File.Names).Definitions
                       group (import.Declaration, definition.Value) by definition.Name;
        foreach (var name in meanings)
        {
            var (bringer, value) = name.First();
            var isOne = name.All(meaning => ReferenceEquals(meaning.Value, value)); // one file may be imported twice
            bringers.Add(name.Key, bringer);
            opened.Define(
                name.Key, isOne ? value : new AmbiguousValue([.. name.Select(meaning => meaning.Declaration)]));
        }

        return opened;
    }
}
