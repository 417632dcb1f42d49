using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using Xunit;

namespace NetLang.Compiler.Tests.IR;

/// <summary>What requirements prove, and what they do not.</summary>
public class DimFactsTests
{
    private static readonly Dim H = Dim.Symbol("H");
    private static readonly Dim N = Dim.Symbol("N");
    private static readonly Dim T = Dim.Symbol("T");

    [Fact]
    public void Symbols_are_not_negative()
    {
        var facts = new DimFacts();
        Assert.True(facts.IsAtLeast(N + (2 * T * N) + 3, 3));
        Assert.True(facts.IsAtLeast(Dim.FloorDivide(N, 2), 0));
        Assert.False(facts.IsAtLeast(N, 1));
        Assert.False(facts.IsAtLeast(N - T, 0));
        Assert.True(facts.Holds(N + 1, Relation.NotZero));
        Assert.False(facts.Holds(-N - 1, Relation.NotNegative));
        Assert.Null(facts.Holds(N, Relation.Zero));
    }

    [Fact]
    public void At_most_two_requirements_are_combined()
    {
        var facts = Requiring(T - N, N - 5);
        Assert.True(facts.IsAtLeast(T, 5));
        Assert.False(facts.IsAtLeast(T, 6));
        Assert.True(facts.IsAtLeast((2 * N) - 10, 0));
    }

    [Fact]
    public void A_rounded_quotient_is_at_most_the_quotient()
    {
        Assert.True(new DimFacts().IsAtLeast(T - Dim.FloorDivide(T, 2), 0));
        Assert.True(new DimFacts().IsAtLeast(T - (2 * Dim.FloorDivide(T, 3)), 0));
        Assert.False(new DimFacts().IsAtLeast(T - (4 * Dim.FloorDivide(T, 3)), 0));
    }

    [Fact]
    public void A_divisor_cancels_in_every_order()
    {
        var facts = new DimFacts();
        facts.Require(new(Dim.Remainder(T, 4 * H), Relation.Zero, ""));
        var quotient = facts.Divide(T, 4 * H);
        Assert.Equal(T, quotient * 4 * H);
        Assert.Equal(T * N, H * (N * quotient * 4));
        Assert.Equal(T, 4 * facts.Divide(T, 4));
        Assert.Equal(3 * T, facts.Divide(3 * T, H) * H);
        Assert.NotEqual(T, 8 * facts.Divide(T, 8));
        Assert.NotEqual(N, 4 * facts.Divide(N, 4));
    }

    [Fact]
    public void What_is_required_to_be_equal_is_equal_that_many_times()
    {
        var facts = new DimFacts();
        facts.Require(new(N - T, Relation.Zero, ""));
        Assert.True(facts.Holds(N - T, Relation.Zero));
        Assert.True(facts.Holds(T - N, Relation.Zero));
        Assert.True(facts.Holds((2 * N) - (2 * T), Relation.Zero));
        Assert.Null(facts.Holds((2 * N) - T, Relation.Zero));
    }

    [Fact]
    public void An_exact_quotient_is_the_rounded_one() =>
        Assert.Equal(Dim.FloorDivide(T, 2), Dim.ExactQuotient(T, 2));

    [Fact]
    public void What_is_required_is_known_and_said_once()
    {
        var facts = new DimFacts();
        facts.Require(new(T - N, Relation.NotZero, "first"));
        facts.Require(new(T - N, Relation.NotZero, "second"));
        Assert.True(facts.Holds(N - T, Relation.NotZero));
        Assert.False(facts.Holds(T - N, Relation.Zero));
        Assert.Equal("first", Assert.Single(facts.Requirements).Message);
    }

    [Fact]
    public void A_graph_prints_and_parses_with_what_its_shapes_rely_on()
    {
        const string Text = """
            graph "g" {
              require -2 * (T / 2) + T = 0 "T must be \"even\""
              require N - 1 >= 0 "N must not be 0"
              require N - T <> 0 "N must not be T"
              %0 = input {name = "x"} : f32[N, T]
              %1 = reshape(%0) : f32[N, 2, T / 2]
              output "y" = %1
            }

            """;
        var graph = GraphText.Parse(Text, new GraphBuilder());
        Assert.Equal(Text, GraphText.Print(graph), ignoreLineEndingDifferences: true);
        Assert.Equal(3, graph.Requirements.Length);
    }

    private static DimFacts Requiring(params Dim[] notNegative)
    {
        var facts = new DimFacts();
        foreach (var value in notNegative)
            facts.Require(new(value, Relation.NotNegative, ""));
        return facts;
    }
}
