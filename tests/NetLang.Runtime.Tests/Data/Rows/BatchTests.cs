using NetLang.Runtime.Data;
using NetLang.Runtime.Execution;
using Xunit;

namespace NetLang.Runtime.Tests.Data.Rows;

/// <summary>Batches of augmented data depend on seed, epoch and examples alone, and cost no garbage.</summary>
public class BatchTests
{
    private const int Count = 60;

    private static readonly BoundData Data = Bound();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void Threads_and_batches_change_nothing(int threads)
    {
        var expected = Read(threads: 1, batch: Count, epochs: [4]);
        Assert.Equal(expected, Read(threads, batch: 7, epochs: [4]));
    }

    /// <summary>So training that goes on from a checkpoint sees what it would have seen.</summary>
    [Fact]
    public void An_epoch_does_not_depend_on_those_before() =>
        Assert.Equal(Read(2, 13, epochs: [1, 2, 3, 4])[(3 * Count)..], Read(2, 13, epochs: [4]));

    [Fact]
    public void Epochs_and_seeds_differ()
    {
        var first = Read(1, Count, epochs: [1]);
        Assert.NotEqual(first, Read(1, Count, epochs: [2]));
        Assert.NotEqual(first, Read(1, Count, epochs: [1], seed: 10));
        Assert.Equal(first, Read(1, Count, epochs: [1]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Reading_allocates_nothing(int threads)
    {
        using var pool = new WorkerPool(threads);
        using var inputs = new BatchInputs(Data, Count, pool, isTraining: true);
        int[] rows = [.. Enumerable.Range(0, Count)];
        inputs.Read(rows, new(9, 1));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var epoch = 2UL; epoch < 5; epoch++)
            inputs.Read(rows, new(9, epoch));
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static unsafe float[][] Read(int threads, int batch, ulong[] epochs, ulong seed = 9)
    {
        using var pool = new WorkerPool(threads);
        using var inputs = new BatchInputs(Data, batch, pool, isTraining: true);
        var rows = new List<float[]>();
        foreach (var epoch in epochs)
        {
            foreach (var chunk in Enumerable.Range(0, Count).Chunk(batch))
            {
                inputs.Read(chunk, new(seed, epoch));
                for (var row = 0; row < chunk.Length; row++)
                {
                    rows.Add(
                    [
                        .. new ReadOnlySpan<float>(inputs[0] + (row * 3L * 24 * 24 * sizeof(float)), 3 * 24 * 24),
                        .. new ReadOnlySpan<float>(inputs[1] + (row * 4L * sizeof(float)), 4),
                    ]);
                }
            }
        }

        return [.. rows];
    }

    private static BoundData Bound()
    {
        var random = new System.Random(2);
        var bytes = new byte[Count * 3 * 28 * 28];
        random.NextBytes(bytes);
        var images = ColumnTransforms.Scale(DataColumn.Create("images", bytes, 3, 28, 28), 1 / 255.0).With(
            new RandomCropTransform(24, 24, 4, 0, null),
            new RandomHorizontalFlipTransform(0.5, null),
            new RandomRotationTransform(15, 0, null),
            new RandomTranslationTransform(0.1, 0, null),
            new RandomBrightnessTransform(0.2, null),
            new RandomContrastTransform(0.2, null),
            new CutoutTransform(8, 0, null));
        var labels = ColumnTransforms.OneHot(
            DataColumn.Create("labels", Enumerable.Range(0, Count).Select(row => row % 4).ToArray()), 4);
        return BoundData.Create(
            RandomTransforms.Mix(new(0.4), new(images, labels), number: 8),
            Specs.Model(Specs.Tensor("image", ElementType.F32, 3, 24, 24)),
            [Specs.Tensor("label", ElementType.F32, 4)]);
    }
}
