using System.Collections.Immutable;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Syntax;
using NetLang.Compiler.Text;

namespace NetLang.Compiler;

/// <summary>The prelude: NetLang source that is part of the compiler, parsed once.</summary>
public static class PreludeSources
{
    private const string Prefix = "NetLang.Prelude.";

    private static readonly Lazy<ImmutableArray<CompilationUnit>> Parsed = new(Parse);

    public static ImmutableArray<CompilationUnit> Units => Parsed.Value;

    private static ImmutableArray<CompilationUnit> Parse()
    {
        var assembly = typeof(PreludeSources).Assembly;
        var diagnostics = new DiagnosticBag();
        var units = ImmutableArray.CreateBuilder<CompilationUnit>();
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            units.Add(Parser.Parse(new SourceText("prelude/" + name[Prefix.Length..], reader.ReadToEnd()), diagnostics));
        }

        return diagnostics.HasErrors
            ? throw new InvalidOperationException($"the prelude does not parse: {diagnostics.All[0].Span} {diagnostics.All[0].Message}")
            : units.ToImmutable();
    }
}
