using Microsoft.CodeAnalysis;
using NetLang.Compiler;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Text;
using Compilation = NetLang.Compiler.Compilation;

namespace NetLang.Fuzz;

/// <summary>How far a program came.</summary>
internal enum Stage
{
    /// <summary>Its syntax or its names are wrong.</summary>
    Refused,

    /// <summary>A model was elaborated, with errors.</summary>
    Elaborated,

    /// <summary>It has no errors, and became kernels and C#.</summary>
    Emitted,

    /// <summary>It became an assembly.</summary>
    Assembled,
}

/// <summary>What the compiler did with a program.</summary>
/// <param name="Failure">What it must not do: null where there are diagnostics, or nothing, to report.</param>
internal sealed record Outcome(Stage Stage, string? Failure)
{
    /// <summary>What tells one mistake of the compiler from another: the exception and where it was thrown.</summary>
    public string? Signature
    {
        get
        {
            if (Failure is null)
                return null;
            var lines = Failure.Split('\n');
            var place = lines.FirstOrDefault(l => l.TrimStart().StartsWith("at NetLang.", StringComparison.Ordinal));
            return $"{lines[0].Split('[', '%', '`')[0]} {place?.Split('(')[0]}".TrimEnd();
        }
    }
}

/// <summary>Compiles a program to its end.</summary>
internal static class Trial
{
    private static readonly CompilerOptions Options = new() { Verify = true, Targets = Targets.Cpu | Targets.Gpu };

    private static readonly Lazy<IReadOnlyList<MetadataReference>> References = new(() =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => IsReferred(Path.GetFileName(path)))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ]);

    // Beyond this what takes long is Roslyn: two minutes for nine million characters.
    private const int LongestToAssemble = 1_000_000;

    /// <param name="toAssembly">Whether a program without errors becomes an assembly, which takes long.</param>
    public static Outcome Run(string text, bool toAssembly)
    {
        var stage = Stage.Refused;
        try
        {
            var compilation = Compilation.Create(new SourceText("fuzz.net", text), Options);
            if (compilation.ElaboratedModels > 0)
                stage = Stage.Elaborated;
            if (Unexpected(compilation.Diagnostics, text) is { } unexpected)
                return new(stage, unexpected);
            if (compilation.ElaboratedModels == 0 || compilation.Diagnostics.Any(d => d.IsError))
                return new(stage, null);

            foreach (var program in compilation.Programs)
                _ = program.Kernels;
            var length = compilation.EmitCSharp().Length;
            stage = Stage.Emitted;
            if (!toAssembly || length > LongestToAssemble)
                return new(stage, null);
            var assembly = compilation.EmitAssembly(References.Value);
            var failure = assembly.Image is null ? $"no assembly: {assembly.Diagnostics[0].Message}" : null;
            return new(Stage.Assembled, failure);
        }
        catch (Exception exception)
        {
            return new(stage, $"{exception.GetType().Name}: {exception.Message}\n{exception.StackTrace}");
        }
    }

    private static bool IsReferred(string assembly) =>
        assembly.StartsWith("System.", StringComparison.Ordinal)
        || assembly.StartsWith("ILGPU", StringComparison.Ordinal)
        || assembly is "NetLang.Runtime.dll" or "netstandard.dll" or "mscorlib.dll";

    /// <summary>An internal error, or a place outside of the file; the diagnostics are rendered too.</summary>
    private static string? Unexpected(IReadOnlyList<NetLang.Compiler.Diagnostics.Diagnostic> diagnostics, string text)
    {
        _ = DiagnosticRenderer.Render(diagnostics, RenderStyle.Plain);
        _ = JsonRenderer.Render(diagnostics);
        foreach (var diagnostic in diagnostics)
        {
            if (diagnostic.Descriptor == CompilationErrors.InternalError)
                return diagnostic.Message;
            foreach (var span in diagnostic.Labels.Select(l => l.Span).Prepend(diagnostic.Span ?? default))
            {
                if (span.Source?.Path == "fuzz.net" && (span.Start < 0 || span.Length < 0 || span.End > text.Length))
                    return $"{diagnostic.Code} lies outside of the file: {diagnostic.Message}";
            }
        }

        return null;
    }
}
