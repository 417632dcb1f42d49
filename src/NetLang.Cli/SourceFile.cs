using System.Collections.Immutable;
using System.Text;
using NetLang.Cli.Output;
using NetLang.Compiler;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Text;
using NetLang.Runtime;

namespace NetLang.Cli;

/// <summary>A <c>.net</c> file on disk, and what the compiler says of it.</summary>
internal sealed class SourceFile(string path, DiagnosticStyle style, Terminal terminal)
{
    // A model is a page of text. More than this is a mistake, and would only cost memory.
    private const long LargestSource = 16 << 20;

    // Nobody reads more at once, and most later ones follow from the first.
    private const int MostShown = 20;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public string Path { get; } = path;

    /// <summary>The codes of warnings that are not shown.</summary>
    public ImmutableArray<string> Allow { get; init; } = [];

    /// <summary>Whether a warning that is shown fails, too.</summary>
    public bool WarningsAreErrors { get; init; }

    /// <summary>Where its data lies: paths in a file are relative to it.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!;

    /// <summary>Compiles, shows what there is to report, and gives null where that fails.</summary>
    public Compilation? Compile(CompilerOptions options)
    {
        var compilation = Compilation.Create(new SourceText(Path, Read()), options with { Allow = Allow });
        Report(compilation.Diagnostics);
        return compilation.Diagnostics.Any(d => d.IsError || WarningsAreErrors) ? null : compilation;
    }

    public void Report(IReadOnlyList<Diagnostic> diagnostics)
    {
        switch (style)
        {
            case DiagnosticStyle.Json:
                terminal.Out.WriteLine(JsonRenderer.Render(diagnostics));
                break;
            case DiagnosticStyle.Canonical:
                foreach (var diagnostic in diagnostics)
                    terminal.Out.WriteLine(TerminalText.Clean(CanonicalLine(diagnostic)));
                break;
            default:
                foreach (var diagnostic in diagnostics.Take(MostShown))
                    terminal.Error.WriteLine(DiagnosticRenderer.Render(diagnostic, terminal.Style));
                if (diagnostics.Count > MostShown)
                    terminal.Error.WriteLine($"… and {diagnostics.Count - MostShown:N0} more: mend these first.");
                break;
        }
    }

    private static string CanonicalLine(Diagnostic diagnostic)
    {
        var severity = diagnostic.IsError ? "error" : "warning";
        var help = diagnostic.Help is null ? "" : $" ({diagnostic.Help})";
        return $"{diagnostic.Span?.ToString() ?? "netlangc"}: {severity} {diagnostic.Code}: {diagnostic.Message}{help}"
            .ReplaceLineEndings(" ");
    }

    private string Read()
    {
        try
        {
            if (Directory.Exists(Path))
                throw new IOException("It is a folder.");
            if (new FileInfo(Path).Length > LargestSource)
                throw new NetLangException(CliErrors.SourceTooLarge, $"{Path} is larger than 16 MiB", "is it a model?");
            return Decode(File.ReadAllBytes(Path));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new NetLangException(
                CliErrors.SourceUnreadable,
                $"cannot read {Path}: {failure.Message}",
                "give the path of a .net file; `netlangc new NAME` writes a first one",
                failure);
        }
    }

    private string Decode(byte[] content)
    {
        try
        {
            if (!content.Contains((byte)0))
                return StrictUtf8.GetString(content.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? content.AsSpan(3) : content);
        }
        catch (DecoderFallbackException)
        {
            // Reported below, as zero bytes are.
        }

        throw new NetLangException(
            CliErrors.SourceNotText, $"{Path} is not UTF-8 text", "give a .net file; if it is one, save it as UTF-8");
    }
}
