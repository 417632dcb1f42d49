using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using NetLang.Compiler.Text;
using NetLang.Testing;

namespace NetLang.Compiler.Tests.Semantics;

/// <summary>The language reference, <c>grammar/LANGUAGE.md</c>, and the programs in it.</summary>
internal static partial class LanguageReference
{
    public static string Text { get; } = Read();

    /// <summary>The programs, without those that show mistakes.</summary>
    public static IReadOnlyList<string> Programs { get; } = [.. Block().Matches(Text).Select(block => block.Groups[1].Value)];

    /// <summary>Programs that begin with the name of a file, as comment: others import them.</summary>
    public static SourceLoader Files { get; } = ImportedFiles.InMemory(
        [.. Programs.Where(code => FileName().IsMatch(code)).Select(code => (FileName().Match(code).Groups[1].Value, code))]);

    private static string Read([CallerFilePath] string thisFile = "") => File.ReadAllText(
        Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", "..", "grammar", "LANGUAGE.md")).ReplaceLineEndings("\n");

    [GeneratedRegex("```netlang\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"\A// (\S+\.net)\n")]
    private static partial Regex FileName();
}
