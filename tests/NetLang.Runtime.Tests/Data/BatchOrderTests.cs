using NetLang.Runtime.Data;
using Xunit;

namespace NetLang.Runtime.Tests.Data;

public class BatchOrderTests
{
    private static readonly RowBuckets Buckets = RowBuckets.Of([2, 5, 6, 9], Enumerable.Range(0, 50).Select(row => row % 6));

    [Fact]
    public void A_row_belongs_to_the_smallest_bucket_that_holds_it()
    {
        var buckets = RowBuckets.Of([2, 5, 6, 9], [0, 2, 3, 5, 6, 9]);
        Assert.Equal([0, 0, 1, 1, 2, 3], buckets.OfRow);
        Assert.Equal([9, 2], new[] { 0, 1 }.Select(buckets.Select([5, 1]).LengthOf));
    }

    [Fact]
    public void Without_buckets_rows_are_shuffled_and_cut()
    {
        var order = new BatchOrder(10, 4, null);
        Assert.Equal([[0, 1, 2, 3], [4, 5, 6, 7], [8, 9]], Batches(order));
        var rows = ExampleOrder.InFileOrder(10);
        ExampleOrder.Shuffle(rows, 3, 7);
        order.Shuffle(3, 7);
        Assert.Equal(rows.Chunk(4), Batches(order));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(50)]
    public void Each_row_is_in_one_batch_and_each_batch_is_of_one_bucket(int size)
    {
        var order = new BatchOrder(50, size, Buckets);
        for (var epoch = 0UL; epoch < 5; epoch++)
        {
            var batches = Batches(order);
            Assert.Equal(Enumerable.Range(0, 50), batches.SelectMany(batch => batch).Order());
            Assert.All(batches, batch => Assert.Single(batch.Select(row => Buckets.OfRow[row]).Distinct()));
            Assert.All(batches, batch => Assert.InRange(batch.Length, 1, size));
            // No bucket has more than one batch that is not full.
            Assert.True(batches.Where(batch => batch.Length < size).Select(batch => Buckets.OfRow[batch[0]]).Distinct().Count()
                == batches.Count(batch => batch.Length < size));
            order.Shuffle(1, epoch);
        }
    }

    [Fact]
    public void The_order_depends_on_seed_and_epoch_alone()
    {
        var order = new BatchOrder(50, 4, Buckets);
        var first = Shuffled(order, 1, 1);
        var second = Shuffled(order, 1, 2);
        Assert.NotEqual(first, second);
        Assert.NotEqual(first, Shuffled(order, 2, 1));
        Assert.Equal(first, Shuffled(order, 1, 1));
        Assert.Equal(second, Shuffled(new BatchOrder(50, 4, Buckets), 1, 2));
        // Buckets come mixed, not one behind the other.
        Assert.True(first.Select(batch => Buckets.OfRow[batch[0]]).Distinct().Count() < Changes(first));
        order.InFileOrder();
        Assert.Equal(Enumerable.Range(0, 50).OrderBy(row => Buckets.OfRow[row]), Batches(order).SelectMany(batch => batch));

        static int Changes(int[][] batches) =>
            batches.Zip(batches.Skip(1)).Count(pair => Buckets.OfRow[pair.First[0]] != Buckets.OfRow[pair.Second[0]]);
    }

    [Fact]
    public void A_new_epoch_allocates_nothing()
    {
        var order = new BatchOrder(50, 4, Buckets);
        order.Shuffle(1, 1);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var epoch = 2UL; epoch < 10; epoch++)
            order.Shuffle(1, epoch);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static int[][] Shuffled(BatchOrder order, ulong seed, ulong epoch)
    {
        order.Shuffle(seed, epoch);
        return Batches(order);
    }

    private static int[][] Batches(BatchOrder order) => [.. Enumerable.Range(0, order.Count).Select(batch => order[batch].ToArray())];
}
