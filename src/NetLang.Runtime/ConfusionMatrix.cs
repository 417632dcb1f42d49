namespace NetLang.Runtime;

/// <summary>How often a classifier took each class for each class.</summary>
public sealed class ConfusionMatrix
{
    private readonly long[,] counts;

    /// <summary>A matrix of examples.</summary>
    /// <param name="classes">How many classes there are.</param>
    /// <param name="actual">The class of each example.</param>
    /// <param name="predicted">What it was taken for.</param>
    public ConfusionMatrix(int classes, ReadOnlySpan<int> actual, ReadOnlySpan<int> predicted)
    {
        counts = new long[classes, classes];
        for (var example = 0; example < actual.Length; example++)
            counts[actual[example], predicted[example]]++;
    }

    /// <summary>The number of classes.</summary>
    public int Classes => counts.GetLength(0);

    /// <summary>How many examples of one class were taken for another, or for the same.</summary>
    public long this[int actual, int predicted] => counts[actual, predicted];

    /// <summary>Examples of a class.</summary>
    public long Support(int index) => Sum(other => counts[index, other]);

    /// <summary>Examples that were taken for a class.</summary>
    public long Predicted(int index) => Sum(other => counts[other, index]);

    /// <summary>Of the examples that were taken for a class, the share that are of it; 0 where there are none.</summary>
    public double Precision(int index) => Share(counts[index, index], Predicted(index));

    /// <summary>Of the examples of a class, the share that were taken for it; 0 where there are none.</summary>
    public double Recall(int index) => Share(counts[index, index], Support(index));

    /// <summary>The harmonic mean of precision and recall; 0 where both are.</summary>
    public double F1(int index) => Share(2 * counts[index, index], Support(index) + Predicted(index));

    private static double Share(long part, long whole) => whole == 0 ? 0 : part / (double)whole;

    private long Sum(Func<int, long> count) => Enumerable.Range(0, Classes).Sum(count);
}
