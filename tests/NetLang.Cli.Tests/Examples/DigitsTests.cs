using System.Globalization;
using System.Text.Json;

namespace NetLang.Cli.Tests.Examples;

public class DigitsTests
{
    [Fact]
    [Trait("Category", "Slow")]
    public void Held_out_digits_are_recognised()
    {
        using var folder = new TemporaryFolder();
        var source = Path.Combine(Netlangc.Examples, "digits/digits.net");
        var accuracies = Enumerable.Range(1, 5).Select(seed => Accuracy(source, seed, folder)).Order().ToList();
        Assert.True(accuracies[2] >= 0.96, "the median of " + string.Join(", ", accuracies));
    }

    private static double Accuracy(string source, int seed, TemporaryFolder folder)
    {
        var weights = folder.Combine("digits.safetensors");
        Netlangc.Succeed("train", source, "--seed", seed.ToString(CultureInfo.InvariantCulture), "--save", weights);
        var report = Netlangc.Succeed("eval", source, "--weights", weights, "--json");
        return JsonDocument.Parse(report).RootElement.GetProperty("accuracy").GetDouble();
    }
}
