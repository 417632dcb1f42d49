namespace NetLang.Cli.Tests.Examples;

/// <summary>The generated classes suit F#: what it lacks, or frowns upon, is not needed to use them.</summary>
public class FSharpSourceTests
{
    public static TheoryData<string> Sources =>
        [.. new[] { "*.fs", "*.fsx" }
            .SelectMany(pattern => Directory.EnumerateFiles(Netlangc.Examples, pattern, SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(Netlangc.Examples, file))
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Contains("obj"))];

    [Theory]
    [MemberData(nameof(Sources))]
    public void No_ref_out_or_null_is_in_sight(string source) => Assert.DoesNotMatch(
        @"\b(ref|byref|out|outref|null|isNull|mutable)\b|&\w", File.ReadAllText(Path.Combine(Netlangc.Examples, source)));
}
