namespace NetLang.Cli.Tests.Commands;

public sealed class BuildCacheTests : IDisposable
{
    private const string Half = "model Half (x: f32[N, 2]) : f32[N, 2] =\n    x * 0.5\n";

    private readonly TemporaryFolder folder = new();

    private string Builds => folder.Combine("builds");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_second_build_of_the_same_copies_the_same_bytes()
    {
        var first = Build(Half);
        Assert.Contains("assembly", first.Times, StringComparison.Ordinal);
        var second = Build(Half);
        Assert.DoesNotContain("parse", second.Times, StringComparison.Ordinal);
        Assert.Equal(first.Image, second.Image);
    }

    [Fact]
    public void Stages_are_told_apart_whether_there_is_a_build_or_not()
    {
        Assert.Equal(
            ["read", "cache", "parse", "elaborate", "passes", "kernels", "csharp", "assembly", "keep", "write", "together"],
            Stages());
        Assert.Equal(["read", "cache", "write", "together"], Stages());

        IEnumerable<string> Stages() =>
            Build(Half).Times.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0]);
    }

    [Fact]
    public void What_is_used_again_stays_longer_than_what_was_built_later()
    {
        Build(Half);
        var used = Assert.Single(Directory.GetFiles(Builds));
        File.SetLastWriteTimeUtc(used, DateTime.UtcNow.AddDays(-2));
        for (var number = 0; number < 256; number++)
        {
            var other = Path.Combine(Builds, number + Path.GetExtension(used));
            File.WriteAllText(other, "built once");
            File.SetLastWriteTimeUtc(other, DateTime.UtcNow.AddDays(-1).AddMinutes(number));
        }

        Build(Half);
        Build(Half.Replace("0.5", "0.25", StringComparison.Ordinal));
        var left = Directory.GetFiles(Builds);
        Assert.Equal(256, left.Length);
        Assert.Contains(used, left);
    }

    [Fact]
    public void Another_text_or_option_is_built()
    {
        Build(Half);
        Assert.Contains("assembly", Build(Half.Replace("0.5", "0.25", StringComparison.Ordinal)).Times, StringComparison.Ordinal);
        Assert.Contains("assembly", Build(Half, "--namespace", "Shop").Times, StringComparison.Ordinal);
        Assert.Contains("assembly", Build(Half, "--checked").Times, StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_import_is_read_again()
    {
        const string Main = "import \"part.net\" as Part\n\nmodel M (x: f32[N, 2]) : f32[N, 2] =\n    Part.half x\n";
        folder.Write("part.net", "let half x = x * 0.5\n");
        Build(Main);
        Assert.DoesNotContain("parse", Build(Main).Times, StringComparison.Ordinal);
        folder.Write("part.net", "let half x = x * 0.25\n");
        Assert.Contains("assembly", Build(Main).Times, StringComparison.Ordinal);
    }

    [Fact]
    public void What_there_is_to_report_is_reported_each_time()
    {
        const string Unused = "model M (x: f32[N, 2]) : f32[N, 2] =\n    let y = x * 2.0\n    x\n";
        Assert.Contains("warning NL", Build(Unused).Times, StringComparison.Ordinal);
        Assert.Contains("warning NL", Build(Unused).Times, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_entry_counts_for_nothing()
    {
        var first = Build(Half);
        var entry = Assert.Single(Directory.GetFiles(Builds));
        File.WriteAllBytes(entry, File.ReadAllBytes(entry)[..^40]);
        var second = Build(Half);
        Assert.Contains("assembly", second.Times, StringComparison.Ordinal);
        Assert.Equal(first.Image, second.Image);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_done_without()
    {
        File.WriteAllText(Builds, "a file where the folder would be");
        Assert.NotEmpty(Build(Half).Image);
    }

    private (byte[] Image, string Times) Build(string text, params string[] options)
    {
        var source = folder.Combine("m.net");
        folder.Write("m.net", text);
        var image = folder.Combine("M.dll");
        var result = Netlangc.RunWith(Builds, ["build", source, "-o", image, "--timings", .. options]);
        Assert.True(result.ExitCode == ExitCode.Success, result.Error);
        return (File.ReadAllBytes(image), result.Error);
    }
}
