using System.Collections.Immutable;
using NetLang.Cli.Output;
using NetLang.Compiler;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Text;

namespace NetLang.Cli;

/// <summary>A <c>.net</c> file on disk, and what the compiler says of it.</summary>
internal sealed class SourceFile(string path, DiagnosticStyle style, Terminal terminal)
{
    // Nobody reads more at once, and most later ones follow from the first.
    private const int MostShown = 20;

    private readonly Dictionary<string, string?> texts = [];

    public string Path { get; } = path;

    /// <summary>The codes of warnings that are not shown.</summary>
    public ImmutableArray<string> Allow { get; init; } = [];

    /// <summary>Whether a warning that is shown fails, too.</summary>
    public bool WarningsAreErrors { get; init; }

    /// <summary>Where its data lies: paths in a file are relative to it.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!;

    /// <summary>What was last read by path, imports included; null where nothing could be.</summary>
    public IReadOnlyDictionary<string, string?> Texts => texts;

    /// <exception cref="NetLang.Runtime.NetLangException">The file cannot be read.</exception>
    public SourceText Read()
    {
        texts.Clear();
        texts[Path] = null;
        var text = texts[Path] = SourceReader.Read(Path);
        return new(Path.Replace(System.IO.Path.DirectorySeparatorChar, '/'), text);
    }

    /// <summary>Compiles, shows what there is to report, and gives null where that fails.</summary>
    public Compilation? Compile(CompilerOptions options) => Compile(Read(), options);

    /// <summary>The same of a text that was read before.</summary>
    public Compilation? Compile(SourceText text, CompilerOptions options)
    {
        var compilation = Compilation.Create(text, options with { Allow = Allow, ReadImport = ReadImport });
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

    private LoadedText ReadImport(string path)
    {
        var loaded = SourceReader.ReadImport(path);
        texts[path] = loaded.Text;
        return loaded;
    }

    private static string CanonicalLine(Diagnostic diagnostic)
    {
        var severity = diagnostic.IsError ? "error" : "warning";
        var help = diagnostic.Help is null ? "" : $" ({diagnostic.Help})";
        return $"{diagnostic.Span?.ToString() ?? "netlangc"}: {severity} {diagnostic.Code}: {diagnostic.Message}{help}"
            .ReplaceLineEndings(" ");
    }
}
