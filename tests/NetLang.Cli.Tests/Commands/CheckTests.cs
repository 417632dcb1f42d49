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

    [Fact]
    public void Without_errors_json_is_an_empty_array()
    {
        using var project = new PointsProject();
        Assert.Equal("[]", Netlangc.Succeed("check", project.Source, "--diagnostics", "json").Trim());
    }
}
