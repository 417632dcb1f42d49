namespace NetLang.Runtime.Data;

/// <summary>
/// The batches of an epoch, which allocates nothing once it is made. Where rows are in buckets, a batch is of one bucket, and
/// the order of batches is shuffled as that of rows is.
/// </summary>
internal sealed class BatchOrder
{
    private readonly RowBuckets? buckets;
    private readonly int[] rows; // of the batches behind each other
    private readonly int[] shuffled; // before they are sorted into buckets
    private readonly int[] places; // in `rows`, of the next row of each bucket
    private readonly int[] begins; // in `rows`, of each bucket
    private readonly int[] ends; // in `rows`, of each batch
    private readonly int[] order; // of batches

    /// <param name="count">The number of rows.</param>
    /// <param name="batchSize">The most rows of a batch.</param>
    public BatchOrder(int count, int batchSize, RowBuckets? buckets)
    {
        this.buckets = buckets;
        rows = new int[count];
        shuffled = buckets is null ? rows : new int[count];
        begins = new int[buckets?.Lengths.Length ?? 1];
        places = new int[begins.Length];
        if (buckets is not null)
        {
            foreach (var bucket in buckets.OfRow.Where(bucket => bucket + 1 < begins.Length))
                begins[bucket + 1]++;
            for (var bucket = 1; bucket < begins.Length; bucket++)
                begins[bucket] += begins[bucket - 1];
        }

        var bounds = new List<int>();
        for (var bucket = 0; bucket < begins.Length; bucket++)
        {
            var end = bucket + 1 < begins.Length ? begins[bucket + 1] : count;
            for (var begin = begins[bucket]; begin < end; begin += Math.Min(batchSize, end - begin))
                bounds.Add(begin + Math.Min(batchSize, end - begin));
        }

        ends = [.. bounds];
        order = ExampleOrder.InFileOrder(ends.Length);
        InFileOrder();
    }

    /// <summary>
    /// Batches in which rows of the same place are consecutive ones: the rows in so many streams, of which a batch takes one
    /// each. What is left behind the streams, less than a batch, is in none. They are not to be shuffled.
    /// </summary>
    public static BatchOrder InStreams(int count, int batchSize)
    {
        var length = count / batchSize;
        var order = new BatchOrder(length * batchSize, batchSize, buckets: null);
        for (var index = 0; index < order.rows.Length; index++)
            order.rows[index] = (index % batchSize * length) + (index / batchSize);
        return order;
    }

    /// <summary>The number of batches.</summary>
    public int Count => order.Length;

    /// <summary>The number of rows of all batches.</summary>
    public int Rows => rows.Length;

    /// <summary>The rows of a batch.</summary>
    public ReadOnlySpan<int> this[int batch]
    {
        get
        {
            var begin = order[batch] == 0 ? 0 : ends[order[batch] - 1];
            return rows.AsSpan(begin, ends[order[batch]] - begin);
        }
    }

    /// <summary>Rows as they come, and one bucket behind the other.</summary>
    public void InFileOrder()
    {
        Number(shuffled);
        Sort();
        Number(order);
    }

    /// <summary>An order that depends on seed and epoch alone, not on the epochs before it.</summary>
    public void Shuffle(ulong seed, ulong epoch)
    {
        Number(shuffled);
        ExampleOrder.Shuffle(shuffled, seed, epoch);
        Sort();
        Number(order);
        if (buckets is not null)
            ExampleOrder.Shuffle(order, ~seed, epoch);
    }

    private static void Number(int[] items)
    {
        for (var index = 0; index < items.Length; index++)
            items[index] = index;
    }

    /// <summary>Puts rows into their buckets, in which they stay in their order.</summary>
    private void Sort()
    {
        if (buckets is null)
            return;
        begins.CopyTo(places, 0);
        foreach (var row in shuffled)
            rows[places[buckets.OfRow[row]]++] = row;
    }
}
