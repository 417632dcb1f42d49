using Xunit;

namespace NetLang.Architecture.Tests;

/// <summary>One idea a file: none over 400 lines, and a median under 100.</summary>
public class FileSizeTests
{
    private const int Longest = 400;
    private const int Median = 100;

    [Theory]
    [InlineData("src", "*.cs")]
    [InlineData("src", "*.net")]
    [InlineData("tests", "*.cs")]
    [InlineData("grammar", "*.g4")]
    public void Files_are_small(string folder, string pattern)
    {
        var tooLong = Lengths(folder, pattern).Where(f => f.Lines > Longest).Select(f => $"{f.File}: {f.Lines} lines");
        Assert.Empty(tooLong);
    }

    [Fact]
    public void The_median_of_source_files_is_under_a_hundred_lines()
    {
        var lengths = Lengths("src", "*.cs").Select(f => f.Lines).Order().ToList();
        Assert.True(lengths[lengths.Count / 2] < Median, $"the median is {lengths[lengths.Count / 2]} lines");
    }

    private static IEnumerable<(string File, int Lines)> Lengths(string folder, string pattern) =>
        Repository.Files(folder, pattern).Select(file => (file, Repository.Read(file).Split('\n').Length - 1));
}
