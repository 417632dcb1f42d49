namespace NetLang.Runtime.Data.Rows;

/// <summary>
/// A change to the rows of a column that is made when a batch is read: so images stay in memory as they were in their
/// files, and each epoch may see them changed in another way.
/// </summary>
/// <param name="rowShape">Of what it makes.</param>
internal abstract class RowStep(int[] rowShape)
{
    public int[] RowShape { get; } = rowShape;

    public int RowLength { get; } = DataColumn.Product(rowShape);
}

/// <summary>The same for all rows, whether or not they are trained on.</summary>
internal abstract class FixedStep(int[] rowShape) : RowStep(rowShape)
{
    /// <summary>Changes a row into another, which does not overlap it.</summary>
    public abstract void Apply(ReadOnlySpan<float> source, Span<float> result);
}

/// <summary>Another change in each epoch, to rows that are trained on.</summary>
/// <param name="transform">The number of the transform, on which the random numbers depend.</param>
internal abstract class RandomStep(int transform, int[] rowShape) : RowStep(rowShape)
{
    public int Transform { get; } = transform;

    /// <summary>What is done with other rows; null to leave them as they are.</summary>
    public virtual FixedStep? HeldOut => null;

    /// <summary>Changes a row into another, which does not overlap it.</summary>
    public abstract void Apply(ReadOnlySpan<float> source, Span<float> result, ref RowRandom random);
}
