using System.Collections.Immutable;
using NetLang.Compiler.Syntax;

namespace NetLang.Compiler.Semantics.Files;

/// <summary>A file of a program with what it imports.</summary>
/// <param name="imports">In the order of the file, without those that could not be read.</param>
public sealed class ParsedFile(
    CompilationUnit unit, ImmutableArray<(ImportDeclaration Declaration, ParsedFile File)> imports)
{
    public CompilationUnit Unit => unit;

    public ImmutableArray<(ImportDeclaration Declaration, ParsedFile File)> Imports => imports;
}
