using NetLang.Runtime.Generation;
using Xunit;

namespace NetLang.Runtime.Tests.Generation;

/// <summary>Selecting is sorting, up to the order of what is selected.</summary>
public sealed class LikeliestTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(100)]
    public void As_few_as_have_what_is_wanted_come_to_the_front(int count)
    {
        var random = new System.Random(count);
        for (var trial = 0; trial < 300; trial++)
        {
            // Few different scores, so that many are equal; amounts are whole numbers, so that sums do not depend on their order.
            double[] scores = [.. Enumerable.Range(0, count).Select(_ => (double)random.Next(10))];
            double[] amounts = [.. Enumerable.Range(0, count).Select(_ => (double)random.Next(4))];
            int[] sorted = [.. Enumerable.Range(0, count).OrderByDescending(token => scores[token]).ThenBy(token => token)];
            var wanted = 0.5 + random.Next((int)amounts.Sum() + 2);

            var (few, sum) = (0, 0.0);
            while (few < count && sum < wanted)
                sum += amounts[sorted[few++]];

            int[] tokens = [.. Enumerable.Range(0, count)];
            random.Shuffle(tokens);
            Assert.Equal(few, Likeliest.MoveToFront(tokens, scores, amounts, wanted));
            Assert.Equal(sorted[..few].Order(), tokens[..few].Order());
            Assert.Equal(Enumerable.Range(0, count), tokens.Order());
        }
    }
}
