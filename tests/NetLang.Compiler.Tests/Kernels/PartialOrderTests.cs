using NetLang.Compiler.Kernels.Lowering;
using Xunit;

namespace NetLang.Compiler.Tests.Kernels;

/// <summary>Random orders and merges, against a search of everything.</summary>
public sealed class PartialOrderTests
{
    private const int Count = 30;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 60)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Ways_are_those_that_a_search_of_everything_finds(int seed)
    {
        var random = new Random(seed);
        var order = new PartialOrder();
        var left = Enumerable.Range(0, Count).ToList();
        var pairs = new HashSet<(int First, int Second)>();
        left.ForEach(order.Add);
        for (var step = 0; step < 4 * Count && left.Count > 1; step++)
        {
            var (a, b) = (left[random.Next(left.Count)], left[random.Next(left.Count)]);
            if (a == b)
                continue;
            if (random.Next(3) > 0)
            {
                if (!Leads(b, a, direct: true))
                {
                    order.Order(a, b);
                    pairs.Add((a, b));
                }
            }
            else if (!Leads(a, b, direct: false) && !Leads(b, a, direct: false))
            {
                order.Merge(a, b);
                left.Remove(b);
                pairs = [.. pairs.Select(p => (First: Merged(p.First), Second: Merged(p.Second))).Where(p => p.First != p.Second)];
            }

            int Merged(int id) => id == b ? a : id;
            if (step % 10 == 0)
                AssertSame();
        }

        void AssertSame()
        {
            foreach (var (first, second) in left.SelectMany(first => left.Select(second => (first, second))))
            {
                if (first == second)
                    continue;
                Assert.Equal(Leads(first, second, direct: true), order.Leads(first, second, direct: true));
                Assert.Equal(Leads(first, second, direct: false), order.Leads(first, second, direct: false));
            }

            Assert.All(left, id => Assert.Equal(pairs.Where(p => p.First == id).Select(p => p.Second).Order(), order.After(id)));
            Assert.All(left, id => Assert.Equal(pairs.Where(p => p.Second == id).Select(p => p.First).Order(), order.Before(id)));
        }

        bool Leads(int first, int second, bool direct)
        {
            var reached = pairs.Where(p => p.First == first && (direct || p.Second != second)).Select(p => p.Second).ToHashSet();
            while (pairs.Any(p => reached.Contains(p.First) && reached.Add(p.Second)))
            {
            }

            return reached.Contains(second);
        }
    }

    /// <summary>Each one goes right before what the one before it went before, until places run out.</summary>
    [Fact]
    public void Places_never_run_out()
    {
        var order = new PartialOrder();
        const int many = 300;
        for (var id = 0; id < many; id++)
            order.Add(id);
        for (var id = 1; id < many; id++)
            order.Order(id, id - 1);
        Assert.True(order.Leads(many - 1, 0, direct: false));
        Assert.False(order.Leads(0, many - 1, direct: true));
        for (var id = 2; id < many; id++)
            order.Order(id, 0);
        Assert.Equal(many - 1, order.Before(0).Count);
    }
}
