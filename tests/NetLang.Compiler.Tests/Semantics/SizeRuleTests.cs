using NetLang.Compiler.IR;
using NetLang.Compiler.Semantics.Sizes;
using Xunit;

namespace NetLang.Compiler.Tests.Semantics;

/// <summary>Lengths that rules compute, and the way back from them, by which paddings and sizes are suggested.</summary>
public class SizeRuleTests
{
    private static readonly int[] Few = [1, 2, 3];

    private static IEnumerable<SizeRule> Rules =>
        from size in Few
        from stride in Few
        from dilation in Few
        from margin in (MarginRule[])[new(0, 0), new(1, 1), new(0, 2), new(-1, 0)]
        from rule in (SizeRule[])
        [
            margin,
            new WindowRule(size, stride, dilation),
            new WindowRule(size, stride, dilation, margin),
            CoverRule.Of(size, stride, dilation, margin),
            new ProductRule(Shape.Of(1, size)),
        ]
        select rule;

    [Fact]
    public void The_sources_of_a_range_of_lengths_are_those_that_give_them()
    {
        foreach (var rule in Rules)
        {
            for (var (least, most) = (1, 1); most < 12; (least, most) = least < most ? (least + 1, most) : (1, most + 1))
            {
                var (from, to) = rule.Before(new(least, most));
                var sources = Enumerable.Range(-20, 100).Where(source => rule.Length(source) >= least && rule.Length(source) <= most);
                Assert.Equal(sources, Enumerable.Range(-20, 100).Where(source => from <= source && source <= to));
            }
        }
    }

    /// <summary>How many windows fit is counted one by one.</summary>
    [Fact]
    public void A_rule_of_windows_counts_those_that_have_room()
    {
        foreach (var rule in Rules.OfType<WindowRule>())
        {
            for (var source = 3; source < 12; source++)
            {
                var length = rule.Padding?.Length(source) ?? source;
                var windows = Enumerable.Range(0, 20).Count(i => (i * rule.Stride) + ((rule.Size - 1) * rule.Dilation) < length);
                Assert.Equal(windows, Math.Max(0, rule.Length(source)));
            }
        }
    }

    [Theory]
    [InlineData("(32 + 2·0 - 3) / 1 + 1", 3, 1, 1, 0, 0)]
    [InlineData("⌊(32 + 2·1 - 3) / 2⌋ + 1", 3, 2, 1, 1, 1)]
    [InlineData("(32 + 1 - 2·(2 - 1) - 1) / 1 + 1", 2, 1, 2, 0, 1)]
    [InlineData("⌊(32 - 1 + 2 - 3) / 3⌋ + 1", 3, 3, 1, -1, 2)]
    public void A_rule_of_windows_is_written_with_its_numbers(string text, int size, int stride, int dilation, int before, int behind) =>
        Assert.Equal(text, new WindowRule(size, stride, dilation, new(before, behind)).Text("32"));

    [Theory]
    [InlineData("(8 - 1)·2 - 2·1 + 3", 3, 2, 1, 1, 1)]
    [InlineData("(8 - 1)·2 - 2·1 + 3 + 1", 3, 2, 1, 1, 2)]
    [InlineData("(8 - 1)·1 - 2·0 + 2·(3 - 1) + 1", 3, 1, 2, 4, 4)]
    public void A_transposed_convolution_is_written_with_its_own_padding(
        string text, int size, int stride, int dilation, int before, int behind) =>
        Assert.Equal(text, CoverRule.Of(size, stride, dilation, new(before, behind)).Text("8"));
}
