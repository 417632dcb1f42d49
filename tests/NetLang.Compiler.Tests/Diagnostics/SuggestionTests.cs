using NetLang.Compiler.Diagnostics;
using Xunit;

namespace NetLang.Compiler.Tests.Diagnostics;

public class SuggestionTests
{
    private static readonly string[] Names = ["dense", "dropout", "conv2d", "relu", "elu", "Same", "sum", "x", "weight"];

    [Theory]
    [InlineData("conv2D", "conv2d")]
    [InlineData("Relu", "relu")]
    [InlineData("same", "Same")]
    [InlineData("dnese", "dense")]
    [InlineData("dropuot", "dropout")]
    [InlineData("wieght", "weight")]
    [InlineData("denses", "dense")]
    public void The_nearest_name_is_suggested(string name, string expected) =>
        Assert.Equal(expected, Suggestion.Closest(name, Names));

    [Theory]
    [InlineData("attention")]
    [InlineData("y")]
    [InlineData("ab")]
    [InlineData("dense")]
    public void Nothing_is_suggested_when_nothing_is_near(string name) => Assert.Null(Suggestion.Closest(name, Names));

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("abc", "", 3)]
    [InlineData("", "abc", 3)]
    [InlineData("abc", "acb", 1)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("abcd", "badc", 2)]
    public void Distance(string from, string to, int expected)
    {
        Assert.Equal(expected, Suggestion.Distance(from, to));
        Assert.Equal(expected, Suggestion.Distance(to, from));
    }

    [Fact]
    public void Did_you_mean_is_a_sentence() =>
        Assert.Equal("did you mean `conv2d`?", Suggestion.DidYouMean("conf2d", Names));
}
