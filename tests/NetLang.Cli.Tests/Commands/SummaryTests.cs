namespace NetLang.Cli.Tests.Commands;

public class SummaryTests
{
    [Theory]
    [InlineData("digits/digits.net")]
    [InlineData("mnist/mlp.net")]
    [InlineData("perceptron/by-hand.net")]
    public void Layers_costs_and_totals_are_shown(string example) => Snapshot.Match(
        Netlangc.Succeed("summary", Path.Combine(Netlangc.Examples, example)),
        "summary-" + Path.GetFileNameWithoutExtension(example));

    [Fact]
    public void Inner_layers_stand_below_outer_ones_and_symbols_are_kept()
    {
        using var project = new PointsProject("""
            let block units (x: 't[.., n]) : 't[.., units] =
                param factor : 't[n] = ones
                x * factor |> dense units |> relu |> dense units

            model Tokens (vectors: f32[N, T, 8]) : f32[N, T, 4] =
                vectors |> repeat 2 (block 16) |> named "head" (dense 4)

            train Tokens = { loss = mse; batch = 16 }
            """);
        Snapshot.Match(Netlangc.Succeed("summary", project.Source), "summary-nested");
    }

    [Fact]
    public void Frozen_parameters_and_definitions_behind_given_names_are_shown()
    {
        using var project = new PointsProject("""
            model Tuned (vectors: f32[N, 8]) : f32[N, 4] =
                vectors |> named "body" (dense 16 >> relu >> dense 8) |> named "head" (dense 4) |> dense 4

            train Tuned = { loss = mse; freeze = ["body"] }
            """);
        Snapshot.Match(Netlangc.Succeed("summary", project.Source), "summary-frozen");
    }
}
