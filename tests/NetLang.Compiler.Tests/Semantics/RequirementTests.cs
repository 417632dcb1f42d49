using NetLang.Compiler.IR;
using Xunit;

namespace NetLang.Compiler.Tests.Semantics;

/// <summary>Conditions on dimensions that are chosen at run time: relied upon here, checked when they are bound.</summary>
public class RequirementTests
{
    private const string Input = "model M (x: f32[N, T]) =\n    ";

    private static string TypeOf(string body) => Analyzed.Model(Input + body).Outputs[0].Type.ToString();

    private static IEnumerable<string> RequirementsOf(string body) =>
        Analyzed.Model(Input + body).Predict.Requirements.Select(r => r.Message);

    [Theory]
    [InlineData("require (T % 2 = 0) \"\"\n    reshape [N; 2; T / 2] x", "f32[N, 2, T / 2]")]
    [InlineData("require (T % 4 = 0) \"\"\n    reshape [N; 2; T / 2] x", "f32[N, 2, 2 * (T / 4)]")]
    [InlineData("require (T >= 5) \"\"\n    x[_, 4]", "f32[N]")]
    [InlineData("require (T > 5) \"\"\n    x[_, -6]", "f32[N]")]
    [InlineData("require (T > 1) \"\"\n    x[_, 0..T - 3]", "f32[N, T - 2]")]
    [InlineData("require (T > 3) \"\"\n    if T > 2 then x else sum x", "f32[N, T]")]
    [InlineData("x[_, 0..T / 2 - 1]", "f32[N, T / 2]")]
    [InlineData("x[_, 1..]", "f32[N, T - 1]")]
    public void AreReliedUpon(string body, string type) => Assert.Equal(type, TypeOf(body));

    [Theory]
    [InlineData("reshape [N; 2; T / 2] x", "NL3010")]
    [InlineData("require (T % 3 = 0) \"\"\n    reshape [N; 2; T / 2] x", "NL3010")]
    [InlineData("x[_, 4]", "NL3014")]
    [InlineData("x[_, -2]", "NL3014")]
    [InlineData("x[_, T]", "NL3014")]
    [InlineData("require (T > 4) \"\"\n    x[_, 5]", "NL3014")]
    [InlineData("require (T > 4) \"\"\n    if T > 5 then x else sum x", "NL3008")]
    [InlineData("require (T > 4 && N > 4) \"\"\n    x", "NL3008")]
    [InlineData("x[_, -9223372036854775807..9223372036854775807]", "NL3014")]
    public void WhatTheyDoNotProveIsAnError(string body, string code) =>
        Assert.Equal(code, Analyzed.Error(Input + body).Code);

    [Fact]
    public void AreCheckedWhereTheyCannotBeDecided() => Assert.Equal(
        ["heads = 2 must divide T"],
        RequirementsOf("""
            let heads = 2
                require (6 * N % 3 = 0) "decided"
                require (T % heads = 0) "heads = {heads} must divide {T}"
                require (T % heads = 0) "the same"
                x
            """));

    [Fact]
    public void AnIndexRequiresAnElement() => Assert.Equal(
        ["axis 1 of f32[N, T] is indexed, so it must not be empty"], RequirementsOf("x[_, 0] + x[_, -1]"));

    [Fact]
    public void ADimensionThatIsComputedIsNotNegative() => Assert.Equal(
        ["the dimension T - 3 must not be negative"], RequirementsOf("sum (zeros [T - 3]) + x"));

    [Fact]
    public void ADenominatorIsPositive() => Assert.Equal(
        ["T divides N, and must be at least 1"], RequirementsOf("sum (zeros [N / T]) + x"));

    [Fact]
    public void HoldInTheFormThatStatesThem()
    {
        var model = Analyzed.ModelOfUser("""
            let normalize (x: 't[n, d]) =
                if training then
                    require (n > 1) "a batch has at least two examples"
                    x
                else
                    x

            model M (x: f32[N, 3]) : f32[N, 1] = x |> normalize |> dense 1
            train M = { loss = mse }
            """);
        Assert.Empty(model.Predict.Requirements);
        Assert.Empty(model.Evaluate!.Requirements);
        var requirement = Assert.Single(model.Train!.Requirements);
        Assert.Equal("a batch has at least two examples", requirement.Message);
        Assert.Equal(Relation.NotNegative, requirement.Relation);
        Assert.Equal(Dim.Symbol("N") - 2, requirement.Value);
    }
}
