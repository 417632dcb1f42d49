using System.Text.Json;
using System.Text.RegularExpressions;

namespace NetLang.Cli.Tests.Commands;

public partial class ProfileTests
{
    private const string WithoutData = """
        model Net (x: f32[N, 2]) (flags: bool[N, 2]) (n: i64[N]) : f32[N, 4] =
            where flags x (x + expandDims 1 (cast f32 n)) |> dense 4
        train Net = { loss = crossEntropy }
        """;

    [Fact]
    public void Kernels_are_shown_with_source_lines_and_times()
    {
        using var project = new PointsProject();
        Snapshot.Match(Masked(Netlangc.Succeed("profile", project.Source, "--steps", "3", "--threads", "2")), "profile");
    }

    [Fact]
    public void One_thread_runs_kernels_one_after_the_other_anyway()
    {
        using var project = new PointsProject();
        var output = Netlangc.Succeed("profile", project.Source, "--steps", "1", "--threads", "1");
        Assert.DoesNotContain("at the same time", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_trace_has_an_event_for_each_kernel_of_each_step()
    {
        using var project = new PointsProject();
        var trace = project.Folder.Combine("trace.json");
        var output = Netlangc.Succeed("profile", project.Source, "--batch", "3", "--steps", "4", "--trace", trace);
        // Of 8 examples, the 2 that are left make steps that are not measured.
        Assert.Contains("Medians of 4 training steps of Net, N = 3.", output, StringComparison.Ordinal);
        Assert.EndsWith($"Saved {trace}\n", output, StringComparison.Ordinal);
        var rows = output.Split('\n').Select(line => line.Trim().Split(' ')[0])
            .Where(word => word.StartsWith("k0", StringComparison.Ordinal));

        var events = Events(trace);
        Assert.All(events, e => Assert.Equal("X", e.GetProperty("ph").GetString()));
        var steps = events.Where(e => e.GetProperty("cat").GetString() == "step").ToList();
        Assert.Equal([1, 2, 3, 4], steps.Select(Step));
        foreach (var step in steps)
        {
            var kernels = events
                .Where(e => e.GetProperty("cat").GetString() == "kernel" && Step(e) == Step(step)).ToList();
            Assert.Equal(rows, kernels.Select(e => e.GetProperty("name").GetString()));
            Assert.All(kernels, kernel => Assert.InRange(Start(kernel), Start(step), End(step)));
            Assert.All(kernels.Zip(kernels.Skip(1)), pair => Assert.True(End(pair.First) <= Start(pair.Second)));
        }

        static int Step(JsonElement e) => e.GetProperty("args").GetProperty("step").GetInt32();

        static double Start(JsonElement e) => e.GetProperty("ts").GetDouble();

        // Sums of rounded numbers: a nanosecond is nothing here.
        static double End(JsonElement e) => Start(e) + e.GetProperty("dur").GetDouble() - 1e-3;
    }

    [Fact]
    public void Kernels_of_a_loop_count_all_of_its_steps()
    {
        using var project = new PointsProject("""
            model Net (xs: f32[N, T, 8]) : f32[N, 8] =
                let step h x =
                    let n = tanh (x + dense 8 h)
                    (n, n)
                let (carry, _) = scan step (zeros [N; 8]) xs
                carry

            train Net = { loss = mse; batch = 4 }
            """);
        var trace = project.Folder.Combine("trace.json");
        var output = Netlangc.Succeed("profile", project.Source, "--steps", "1", "--trace", trace);
        Assert.Contains("One training step of Net, N = 4, T = 16.", output, StringComparison.Ordinal);
        Assert.Equal(16, Events(trace).Count(e => e.GetProperty("name").GetString()!.EndsWith("_matmul_add_tanh", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(WithoutData)]
    [InlineData(PointsProject.Model + PointsProject.Train, "--random")]
    public void Random_data_take_the_place_of_missing_ones(string source, params string[] options)
    {
        using var project = new PointsProject(source);
        File.Delete(project.Folder.Combine("points.csv"));
        var output = Netlangc.Succeed(["profile", project.Source, "--steps", "2", "--batch", "5", .. options]);
        Assert.Contains("Medians of 2 training steps of Net, N = 5.", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_that_are_not_there_are_an_error()
    {
        using var project = new PointsProject();
        File.Delete(project.Folder.Combine("points.csv"));
        Assert.Equal(ExitCode.RunError, Netlangc.Run("profile", project.Source).ExitCode);
    }

    [Fact]
    public void A_model_without_training_has_no_step()
    {
        using var project = new PointsProject(PointsProject.Model);
        var run = Netlangc.Run("profile", project.Source);
        Assert.Equal(ExitCode.RunError, run.ExitCode);
        Assert.Contains("Net has no train record", run.Error, StringComparison.Ordinal);
    }

    private static List<JsonElement> Events(string trace) =>
        [.. JsonDocument.Parse(File.ReadAllText(trace)).RootElement.GetProperty("traceEvents").EnumerateArray()];

    /// <summary>Without times, and the widths of columns that follow from them.</summary>
    private static string Masked(string table) =>
        Spaces().Replace(Rule().Replace(Figure().Replace(table, "#"), "─"), match => match.Length > 1 ? "  " : " ");

    [GeneratedRegex(@"\d[\d,]*\.\d+")]
    private static partial Regex Figure();

    [GeneratedRegex("─+")]
    private static partial Regex Rule();

    [GeneratedRegex(" +")]
    private static partial Regex Spaces();
}
