using System.Text.Json;

namespace NetLang.Cli.Tests.Commands;

public class CheckTests
{
    private const string Misspelt = "model Net (x: f32[N, 2]) : f32[N, 2] = x |> dence 2\n";

    [Fact]
    public void A_sound_file_is_reported_with_its_models()
    {
        using var project = new PointsProject();
        Assert.Equal($"{project.Source}: no errors (Net)\n", Netlangc.Succeed("check", project.Source));
    }

    [Fact]
    public void Errors_are_rendered_with_their_source()
    {
        using var project = new PointsProject(Misspelt);
        var result = Netlangc.Run("check", project.Source);
        Assert.Equal(ExitCode.ProgramError, result.ExitCode);
        Assert.Equal("", result.Output);
        Assert.Equal(
            $"""
            error NL2001: nothing here is called `dence`
             --> {project.Source}(1,45)
              |
            1 | model Net (x: f32[N, 2]) : f32[N, 2] = x |> dence 2
              |                                             ^^^^^
            help: did you mean `dense`?
              |
            1 | model Net (x: f32[N, 2]) : f32[N, 2] = x |> dense 2
              |                                             ~~~~~
            """,
            result.Error.Trim());
    }

    [Fact]
    public void Canonical_diagnostics_are_a_line_each()
    {
        using var project = new PointsProject(Misspelt + Misspelt.Replace("Net", "Other", StringComparison.Ordinal));
        var result = Netlangc.Run("check", project.Source, "--diagnostics", "canonical");
        Assert.Equal(ExitCode.ProgramError, result.ExitCode);
        Assert.Equal(
            $"""
            {project.Source}(1,45): error NL2001: nothing here is called `dence` (did you mean `dense`?)
            {project.Source}(2,47): error NL2001: nothing here is called `dence` (did you mean `dense`?)

            """,
            result.Output);
    }

    [Fact]
    public void Json_diagnostics_are_one_array()
    {
        using var project = new PointsProject(Misspelt);
        var result = Netlangc.Run("check", project.Source, "--diagnostics", "json");
        Assert.Equal(ExitCode.ProgramError, result.ExitCode);
        var error = Assert.Single(JsonDocument.Parse(result.Output).RootElement.EnumerateArray());
        Assert.Equal("NL2001", error.GetProperty("code").GetString());
        Assert.Equal("did you mean `dense`?", error.GetProperty("help").GetString());
    }

    public static TheoryData<string, string, string> Doubtful => new()
    {
        { "NL2031", "nothing uses `y`", "model Net (x: f32[N, 2]) : f32[N, 2] =\n    let y = 1\n    dense 2 x\n" + PointsProject.Train },
        {
            "NL4101",
            "`floor` stands between",
            "model Net (x: f32[N, 2]) : f32[N, 2] = floor (dense 2 x)\n" + PointsProject.Train
        },
        {
            "NL4102",
            "does not depend on `shift`",
            "model Net (x: f32[N, 2]) : f32[N, 2] =\n    param shift : f32[2] = zeros\n    dense 2 x\n" + PointsProject.Train
        },
    };

    [Theory]
    [MemberData(nameof(Doubtful))]
    public void Warnings_stop_nothing_unless_they_are_to(string code, string message, string source)
    {
        using var project = new PointsProject(source);
        foreach (var command in new[] { "check", "build", "train" })
        {
            var result = Netlangc.Run(command, project.Source);
            Assert.Equal(ExitCode.Success, result.ExitCode);
            Assert.Contains($"warning {code}: ", result.Error, StringComparison.Ordinal);
            Assert.Contains(message, result.Error, StringComparison.Ordinal);
        }

        Assert.Equal(ExitCode.ProgramError, Netlangc.Run("check", project.Source, "--warnings-as-errors").ExitCode);
        var silenced = Netlangc.Run("check", project.Source, "--warnings-as-errors", "--allow", "NL2032," + code.ToLowerInvariant());
        Assert.Equal((ExitCode.Success, ""), (silenced.ExitCode, silenced.Error));
    }

    [Theory]
    [InlineData("NL9999")]
    [InlineData("NL2001")]
    [InlineData("everything")]
    public void Only_warnings_can_be_allowed(string code)
    {
        using var project = new PointsProject();
        var result = Netlangc.Run("check", project.Source, "--allow", code);
        Assert.Equal(ExitCode.UsageError, result.ExitCode);
        Assert.Contains($"--allow takes codes of warnings, and {code} is none.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_errors_json_is_an_empty_array()
    {
        using var project = new PointsProject();
        Assert.Equal("[]", Netlangc.Succeed("check", project.Source, "--diagnostics", "json").Trim());
    }
}
