using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using NetLang.Compiler.Diagnostics;

namespace NetLang.Compiler.Codegen;

/// <summary>A C# file that goes into an assembly.</summary>
/// <param name="Path">Its name in messages and in the debugger.</param>
public sealed record EmittedSource(string Path, string Content);

/// <summary>An assembly with its symbols and its documentation.</summary>
public sealed record EmittedAssembly(byte[] Dll, byte[] Pdb, byte[] Xml);

/// <summary>C# to an assembly, by Roslyn. The same sources and references give the same bytes.</summary>
public static class AssemblyEmitter
{
    private static readonly CSharpParseOptions ParseOptions =
        new(LanguageVersion.Latest, DocumentationMode.Diagnose);

    /// <param name="references">What the sources refer to: the base library and <c>NetLang.Runtime</c>.</param>
    /// <returns>Null where it failed, which the diagnostics then say.</returns>
    public static EmittedAssembly? Emit(
        string assemblyName,
        ImmutableArray<EmittedSource> sources,
        IEnumerable<MetadataReference> references,
        DiagnosticBag diagnostics)
    {
        var texts = sources.Select(s => Microsoft.CodeAnalysis.Text.SourceText.From(s.Content, Encoding.UTF8)).ToList();
        var trees = sources.Zip(texts, (source, text) => CSharpSyntaxTree.ParseText(text, ParseOptions, source.Path));
        var compilation = CSharpCompilation.Create(
            assemblyName,
            trees,
            references,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                optimizationLevel: OptimizationLevel.Release,
                allowUnsafe: true,
                deterministic: true,
                concurrentBuild: true));
        using var dll = new MemoryStream();
        using var pdb = new MemoryStream();
        using var xml = new MemoryStream();
        var result = compilation.Emit(
            dll,
            pdb,
            xml,
            options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb),
            embeddedTexts: sources.Zip(texts, (source, text) => EmbeddedText.FromSource(source.Path, text)));
        if (result.Success)
            return new(dll.ToArray(), pdb.ToArray(), xml.ToArray());
        foreach (var error in result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Take(5))
        {
            diagnostics.Report(
                CodegenErrors.EmittedCodeRefused,
                null,
                $"the C# that netlangc wrote does not compile: {error}",
                "this is a mistake in netlangc: please report it with your file and the output of `--emit csharp`");
        }

        return null;
    }
}
