using System.Collections.Immutable;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Syntax;
using NetLang.Compiler.Text;

namespace NetLang.Compiler.Prelude;

/// <summary>The prelude's <c>.net</c> files, which the compiler's assembly carries.</summary>
public static class PreludeFiles
{
    private const string Folder = "NetLang.Prelude.";

    private static readonly Lazy<ImmutableArray<CompilationUnit>> Parsed = new(() =>
        [.. Sources.Select(source => Parser.Parse(source, new DiagnosticBag()))]); // tests show that nothing is reported

    /// <summary>The text of each file, in the order of their names, with paths such as <c>prelude/layers.net</c>.</summary>
    public static ImmutableArray<SourceText> Sources { get; } =
    [
        .. from resource in typeof(PreludeFiles).Assembly.GetManifestResourceNames()
           where resource.StartsWith(Folder, StringComparison.Ordinal)
           orderby resource
           select new SourceText("prelude/" + resource[Folder.Length..], Read(resource)),
    ];

    /// <summary>The files as trees.</summary>
    public static ImmutableArray<CompilationUnit> Units => Parsed.Value;

    private static string Read(string resource)
    {
        using var reader = new StreamReader(typeof(PreludeFiles).Assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
