using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using NetLang.Compiler.Kernels;
using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Kernels;

/// <summary>
/// Programs that say in their comments how many kernels of each class they become, so that a lost fusion fails a test:
/// <c>// expect-kernels: train gemm 8, rows 2</c>. <c>netlangc build --explain-kernels</c> shows them.
/// </summary>
public sealed partial class ExpectedKernelsTests
{
    private static readonly KernelClass[] Order =
        [KernelClass.Structured, KernelClass.RowReduction, KernelClass.ColumnReduction, KernelClass.Scatter, KernelClass.Map];

    public static TheoryData<string> Files => [.. Directory.GetFiles(Folder(), "*.net").Select(f => Path.GetFileName(f)).Order()];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_program_becomes_as_many_kernels_as_it_says(string file)
    {
        var source = File.ReadAllText(Path.Combine(Folder(), file));
        var programs = CompiledModel.Compile(source, file).Programs.ToDictionary(p => p.Graph.Name, p => Counts(p.Kernels));
        var expected = Expectation().Matches(source);
        Assert.NotEmpty(expected);
        foreach (Match match in expected)
            Assert.Equal($"{match.Groups[1]} {match.Groups[2]}", $"{match.Groups[1]} {programs[match.Groups[1].Value]}");
    }

    private static string Counts(KernelProgram program) => string.Join(
        ", ",
        program.Kernels.CountBy(k => k.Class).OrderBy(c => Array.IndexOf(Order, c.Key))
            .Select(c => $"{Name(c.Key)} {c.Value}"));

    private static string Name(KernelClass kernelClass) => kernelClass switch
    {
        KernelClass.Structured => "gemm",
        KernelClass.RowReduction => "rows",
        KernelClass.ColumnReduction => "columns",
        KernelClass.Scatter => "scatters",
        _ => "points",
    };

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "Programs");

    [GeneratedRegex(@"^// expect-kernels: (\w+) (.*?)\r?$", RegexOptions.Multiline)]
    private static partial Regex Expectation();
}
