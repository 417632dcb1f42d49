using System.Collections.Immutable;
using NetLang.Compiler.Syntax;

namespace NetLang.Compiler.Semantics.Values;

/// <summary>What the name behind <c>as</c> stands for: the definitions of an imported file.</summary>
/// <param name="Names">What names mean in that file.</param>
public sealed record FileValue(ImportDeclaration Import, Environment Names) : Value
{
    /// <summary>The definitions; what the file imports itself is its own affair.</summary>
    public IEnumerable<(string Name, Value Value)> Definitions => Names.Here().Where(d => d.Value is not FileValue);

    public Value? Find(string name) => Names.FindHere(name) is { } value and not FileValue ? value : null;

    public override string Describe() => $"the file \"{Import.Path}\"";
}

/// <summary>A name that several imported files define.</summary>
public sealed record AmbiguousValue(ImmutableArray<ImportDeclaration> Imports) : Value
{
    public override string Describe() => "a name of several files";
}
