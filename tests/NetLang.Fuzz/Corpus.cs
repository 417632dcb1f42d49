using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Prelude;
using NetLang.Compiler.Syntax;
using NetLang.Compiler.Text;

namespace NetLang.Fuzz;

/// <summary>
/// The programs that are mutated, in a fixed order: the prelude, all <c>.net</c> files, the blocks of the language
/// reference, and the programs that stand in strings of the tests.
/// </summary>
internal sealed partial class Corpus
{
    private static readonly string Root = RootOf();

    public Corpus()
    {
        Prelude = PreludeFiles.Units;
        Programs =
        [
            .. Prelude,
            .. Files("examples", "*.net").Concat(Files("tests", "*.net")).SelectMany(text => Parsed(text)),
            .. LanguageReference().SelectMany(Parsed),
            .. Files("tests", "*.cs").SelectMany(InStrings).Distinct().SelectMany(Parsed),
        ];
        Models = [.. Programs.Where(p => p.Declarations.Any(d => d is ModelDeclaration))];
        Sources = Prelude.Select(p => p.Source).ToHashSet();
    }

    public ImmutableArray<CompilationUnit> Prelude { get; }

    /// <summary>All of them; they parse.</summary>
    public ImmutableArray<CompilationUnit> Programs { get; }

    /// <summary>Those that declare a model: only what a model uses is elaborated.</summary>
    public ImmutableArray<CompilationUnit> Models { get; }

    /// <summary>The files of the prelude.</summary>
    public IReadOnlySet<SourceText> Sources { get; }

    public static CompilationUnit? Parse(string text)
    {
        var diagnostics = new DiagnosticBag();
        var unit = Parser.Parse(new SourceText("corpus.net", text), diagnostics);
        return diagnostics.HasErrors || unit.Declarations.IsEmpty ? null : unit;
    }

    private static IEnumerable<CompilationUnit> Parsed(string text) => Parse(text) is { } unit ? [unit] : [];

    private static IEnumerable<string> Files(string folder, string pattern) => Directory
        .EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
        .Where(path => !path.Contains("/obj/", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)
        .Select(path => File.ReadAllText(path).ReplaceLineEndings("\n"));

    private static IEnumerable<string> LanguageReference() => Block()
        .Matches(File.ReadAllText(Path.Combine(Root, "grammar", "LANGUAGE.md")).ReplaceLineEndings("\n"))
        .Select(match => match.Groups[1].Value);

    private static IEnumerable<string> InStrings(string code)
    {
        foreach (Match match in RawString().Matches(code))
        {
            var margin = match.Groups["margin"].Value;
            var text = match.Groups["text"].Value[margin.Length..];
            yield return text.Replace("\n" + margin, "\n", StringComparison.Ordinal) + "\n";
        }

        foreach (Match match in PlainString().Matches(code))
        {
            yield return match.Groups[1].Value
                .Replace("\\n", "\n", StringComparison.Ordinal)
                .Replace("\\\"", "\"", StringComparison.Ordinal);
        }
    }

    private static string RootOf([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", ".."));

    [GeneratedRegex("```netlang\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("""
        ""\"\n(?<text>(?<margin> *)[^ \n](?:(?!""\").)*?)\n *""\"
        """, RegexOptions.Singleline)]
    private static partial Regex RawString();

    [GeneratedRegex("""
        "((?:model|let|optimizer) (?:[^"\\\n]|\\.)*)"
        """)]
    private static partial Regex PlainString();
}
