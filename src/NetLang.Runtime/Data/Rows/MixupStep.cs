namespace NetLang.Runtime.Data.Rows;

/// <summary>
/// Mixes a row that is trained on with that of another example, in all columns by the same share: H. Zhang et al., mixup:
/// Beyond empirical risk minimization, 2018.
/// </summary>
internal sealed class MixupStep(int transform, int[] rowShape, double alpha) : RowStep(rowShape)
{
    /// <summary>Draws the other example, and the share that the first keeps.</summary>
    public (int Other, float Share) Draw(EpochSeed seed, int row, int count)
    {
        var random = new RowRandom(seed, row, transform);
        return (random.Below(count), (float)random.Beta(alpha));
    }

    public static void Mix(Span<float> row, ReadOnlySpan<float> other, float share)
    {
        for (var index = 0; index < row.Length; index++)
            row[index] = (share * row[index]) + ((1 - share) * other[index]);
    }
}
