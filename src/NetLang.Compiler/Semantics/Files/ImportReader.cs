using System.Collections.Immutable;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Syntax;
using NetLang.Compiler.Text;

namespace NetLang.Compiler.Semantics.Files;

/// <summary>Follows imports, depth first; a file that is imported several times is read once.</summary>
internal sealed class ImportReader(SourceLoader load, DiagnosticBag diagnostics)
{
    // A program is a handful of files. More is a mistake, such as a folder that links to itself.
    private const int MostFiles = 1_000;
    private const int DeepestChain = 100;
    private const int MostCharacters = 16 << 20;

    // Messages quote the lines that they are about: a program shall not make a compiler quote other files.
    private const string Extension = ".net";

    private readonly Dictionary<string, ParsedFile?> finished = [];
    private readonly List<(string Path, ImportDeclaration? Import)> open = [];
    private readonly ImmutableArray<ParsedFile>.Builder files = ImmutableArray.CreateBuilder<ParsedFile>();
    private long characters;
    private bool areComplete = true;

    /// <summary>A file and what it imports, each after all that it imports itself.</summary>
    public ProgramFiles Read(SourceText main)
    {
        Parse(main, SourcePath.Join("", main.Path), null);
        return new(files.ToImmutable(), areComplete);
    }

    private ParsedFile Parse(SourceText source, string path, ImportDeclaration? importedBy)
    {
        open.Add((path, importedBy));
        var found = new DiagnosticBag();
        var unit = Parser.Parse(source, found);
        diagnostics.NoteCommentsOf(found);
        Report(found.All, importedBy);
        areComplete &= unit.IsComplete;
        var imports = ImmutableArray.CreateBuilder<(ImportDeclaration, ParsedFile)>();
        foreach (var import in unit.Declarations.OfType<ImportDeclaration>())
        {
            if (Follow(import, source, path) is { } file)
                imports.Add((import, file));
            else
                areComplete = false;
        }

        open.RemoveAt(open.Count - 1);
        var parsed = new ParsedFile(unit, imports.ToImmutable());
        finished[path] = parsed;
        files.Add(parsed);
        return parsed;
    }

    /// <summary>The first mistake of an imported file says why that file was read.</summary>
    private void Report(IEnumerable<Diagnostic> found, ImportDeclaration? importedBy)
    {
        foreach (var (index, diagnostic) in found.Index())
        {
            diagnostics.Add(index > 0 || importedBy is null
                ? diagnostic
                : diagnostic with { Labels = diagnostic.Labels.Add(new(importedBy.PathSpan, "imported here")) });
        }
    }

    /// <summary>The imported file; null after reporting.</summary>
    private ParsedFile? Follow(ImportDeclaration import, SourceText from, string fromPath)
    {
        if (Fault(import.Path) is var (problem, help))
        {
            diagnostics.Report(ImportErrors.Path, import.PathSpan, problem, help);
            return null;
        }

        var path = SourcePath.Join(SourcePath.Folder(fromPath), import.Path);
        var start = open.FindIndex(file => file.Path == path);
        if (start >= 0)
        {
            ReportCycle(import, start);
            return null;
        }

        if (finished.TryGetValue(path, out var known))
            return known;
        finished[path] = null;
        var text = Excess() is null ? Load(import, path) : null;
        if (Excess() is { } excess)
        {
            diagnostics.Report(
                ImportErrors.TooMany,
                import.PathSpan,
                $"with `{import.Path}` the program has {excess}",
                "import less; a folder that links to itself makes a file import itself under ever longer paths");
            return null;
        }

        var folder = SourcePath.Join(from.Folder, SourcePath.Folder(import.Path));
        return text is null ? null : Parse(new SourceText(path, text) { Folder = folder }, path, import);
    }

    private string? Load(ImportDeclaration import, string path)
    {
        var loaded = load(path);
        characters += loaded.Text?.Length ?? 0;
        if (loaded.Text is null)
        {
            diagnostics.Report(
                ImportErrors.Unreadable,
                import.PathSpan,
                $"`{import.Path}` cannot be imported: {loaded.Problem}",
                loaded.Help
                    ?? "write the path as seen from the folder of this file, such as `import \"blocks.net\"` or `import \"../blocks.net\"`");
        }

        return loaded.Text;
    }

    private string? Excess() =>
        finished.Count > MostFiles ? $"more than {MostFiles:N0} files"
        : open.Count > DeepestChain ? $"a chain of more than {DeepestChain} imports"
        : characters > MostCharacters ? $"more than {MostCharacters:N0} characters in imported files"
        : null;

    private static (string Problem, string Help)? Fault(string path) => path switch
    {
        _ when string.IsNullOrWhiteSpace(path) => (
            "an import names a file, and this is empty", "write `import \"file.net\"`"),
        _ when path.Any(char.IsControl) => ("the path of an import holds a control character", "remove it"),
        _ when SourcePath.IsRooted(path) => (
            $"`{path}` is an absolute path, which another machine does not have",
            $"give the path as seen from the folder of this file, such as `import \"../{path.Split('/', '\\')[^1]}\"`"),
        _ when path.Contains('\\') => (
            "`\\` does not separate folders on every system", $"write `{path.Replace('\\', '/')}`"),
        _ when !path.EndsWith(Extension, StringComparison.Ordinal) => (
            $"`{path}` is no {Extension} file", "end in the name of a file: `import \"blocks.net\"`"),
        _ => null,
    };

    private void ReportCycle(ImportDeclaration import, int start)
    {
        var cycle = open[start..];
        var first = $"`{cycle[0].Path}`";
        var others = string.Concat(cycle.Skip(1).Select(file => $"`{file.Path}`, which imports "));
        diagnostics.Report(
            ImportErrors.Cycle,
            import.PathSpan,
            cycle.Count == 1 ? $"{first} imports itself" : $"{first} imports {others}{first} again",
            cycle.Count == 1 ? "remove the import" : "move what both need into a file that imports neither",
            [.. cycle.Skip(1).Select(file => new DiagnosticLabel(file.Import!.PathSpan, "imported here"))]);
    }
}
