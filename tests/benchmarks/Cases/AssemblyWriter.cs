using Microsoft.CodeAnalysis;
using NetLang.Benchmarks.Contest;
using NetLang.Compiler;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Text;
using NetLang.Runtime;
using Compilation = NetLang.Compiler.Compilation;

namespace NetLang.Benchmarks.Cases;

/// <summary>What <c>netlangc build</c> does, in this process.</summary>
internal static class AssemblyWriter
{
    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Append(typeof(Model).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <exception cref="ContenderException">The source has errors.</exception>
    public static void Write(string source, string path)
    {
        var compilation = Compilation.Create(
            new SourceText("benchmark.net", source),
            new CompilerOptions { AssemblyName = Path.GetFileNameWithoutExtension(path) });
        var emitted = compilation.Diagnostics.Any(diagnostic => diagnostic.IsError)
            ? null
            : compilation.EmitAssembly(References);
        if (emitted?.Image is null)
            throw new ContenderException(
                DiagnosticRenderer.Render(emitted?.Diagnostics ?? compilation.Diagnostics, RenderStyle.Plain));
        File.WriteAllBytes(path, emitted.Image);
    }
}
