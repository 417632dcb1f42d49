using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Semantics.Values;
using NetLang.Compiler.Syntax;
using NetLang.Runtime;

namespace NetLang.Compiler.Semantics.Files;

/// <summary>What a file uses of those that it imports: checks it, and finds the imports that nothing needs.</summary>
internal sealed class ImportUses(FileNames file, DiagnosticBag diagnostics)
{
    private readonly HashSet<ImportDeclaration> used = new(ReferenceEqualityComparer.Instance);

    /// <summary>A use of a name with a meaning, whoever gave it.</summary>
    public void Use(NameExpression name, Value meaning)
    {
        Mention(name.Name);
        switch (meaning)
        {
            case AmbiguousValue several:
                used.UnionWith(several.Imports);
                var (last, qualifier) = (several.Imports[^1].Path, QualifierFor(several.Imports[^1].Path));
                diagnostics.Report(
                    ImportErrors.Ambiguous,
                    name.Span,
                    $"`{name.Name}` is defined in {Files(several)}",
                    $"give one of the files a name, `import \"{last}\" as {qualifier}`, "
                    + $"to write `{qualifier}.{name.Name}`",
                    [.. several.Imports.Select(i => new DiagnosticLabel(i.PathSpan, $"brings `{name.Name}`"))]);
                break;
            case FileValue other:
                diagnostics.Report(
                    ImportErrors.NotAValue,
                    name.Span,
                    $"`{name.Name}` is {other.Describe()}, and no value",
                    other.Definitions.Select(d => d.Name).FirstOrDefault() is { } example
                        ? $"write which of its definitions is meant: `{name.Name}.{example}`"
                        : "it defines nothing");
                break;
            default:
                break;
        }
    }

    /// <summary>A use of a definition behind the name of its file.</summary>
    public void Use(FileValue other, Identifier definition)
    {
        used.Add(other.Import);
        if (other.Find(definition.Text) is null)
        {
            diagnostics.Report(
                NameErrors.UnknownName,
                definition.Span,
                $"\"{other.Import.Path}\" defines no `{definition.Text}`",
                Suggestion.DidYouMean(definition.Text, other.Definitions.Select(d => d.Name))
                    ?? $"define it there: `let {definition.Text} = …`");
        }
    }

    /// <summary>A use that nothing is wrong with, whatever the name means.</summary>
    public void Mention(string name)
    {
        if (file.Names.Find(name) is FileValue other)
            used.Add(other.Import);
        else if (file.BringerOf(name) is { } import)
            used.Add(import);
    }

    /// <summary>Reports imports that nothing needs.</summary>
    public void ReportUnused()
    {
        foreach (var (import, imported) in file.Imports.Where(i => !used.Contains(i.Declaration)))
        {
            var first = import.Qualifier is null
                ? file.Imports.First(i => i.File == imported && i.Declaration.Qualifier is null).Declaration
                : import;
            diagnostics.Report(
                ImportErrors.Unused,
                import.Span,
                first == import
                    ? $"nothing of \"{import.Path}\" is used in this file"
                    : $"\"{import.Path}\" is imported already",
                "remove this import",
                first == import ? [] : [new DiagnosticLabel(first.Span, "imported here")]);
        }
    }

    /// <summary>A name for a file: <c>ResNet</c> for <c>lib/res-net.net</c>.</summary>
    private static string QualifierFor(string path)
    {
        var letters = Path.GetFileNameWithoutExtension(path).Select(c => char.IsAsciiLetterOrDigit(c) ? c : ' ');
        var words = string.Concat(letters).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var name = string.Concat(words.Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
        return name is [>= 'A' and <= 'Z', ..] ? name : "Other";
    }

    private static string Files(AmbiguousValue several)
    {
        var names = several.Imports.Select(i => $"\"{i.Path}\"").Distinct().ToList();
        return string.Join(", ", names.SkipLast(1)) + " and " + names[^1];
    }
}
