using System.Text.Json;

namespace NetLang.Cli.Tests.Examples;

/// <summary>Every example checks and builds, and the small ones learn.</summary>
[Trait("Category", "Slow")]
public class SmallExampleTests
{
    public static TheoryData<string> All =>
        [.. Directory.EnumerateFiles(Netlangc.Examples, "*.net", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Netlangc.Examples, file))
            .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(All))]
    public void An_example_checks_and_builds(string example)
    {
        using var folder = new TemporaryFolder();
        var source = Path.Combine(Netlangc.Examples, example);
        Netlangc.Succeed("check", source);
        Netlangc.Succeed("build", source, "-o", folder.Combine("example.dll"));
    }

    [Theory]
    [InlineData("perceptron/and.net")]
    [InlineData("perceptron/or.net")]
    [InlineData("xor/xor.net")]
    public void A_truth_table_is_learned(string example) => Assert.Equal(1, Metric(example, "binaryAccuracy"));

    [Fact]
    public void Progression_of_diabetes_is_explained_in_part() => Assert.InRange(Metric("diabetes/diabetes.net", "r2"), 0.4, 1);

    [Fact]
    public void The_perceptron_by_hand_gives_what_its_comment_says()
    {
        using var folder = new TemporaryFolder();
        var input = folder.Write("input.csv", "a,b,c\n0.5,0.3,0.2\n");
        var result = Netlangc.Run("predict", Path.Combine(Netlangc.Examples, "perceptron/by-hand.net"), "--input", input, "--json");
        Assert.Equal(ExitCode.Success, result.ExitCode);
        Assert.Contains("no --weights", result.Error, StringComparison.Ordinal);
        var row = JsonDocument.Parse(result.Output).RootElement[0].EnumerateObject().Single();
        Assert.Equal(0.6548, row.Value[0].GetDouble(), 4);
    }

    private static double Metric(string example, string name)
    {
        using var folder = new TemporaryFolder();
        var weights = folder.Combine("w.safetensors");
        var source = Path.Combine(Netlangc.Examples, example);
        Netlangc.Succeed("train", source, "--save", weights);
        var report = Netlangc.Succeed("eval", source, "--weights", weights, "--json");
        return JsonDocument.Parse(report).RootElement.GetProperty(name).GetDouble();
    }
}
