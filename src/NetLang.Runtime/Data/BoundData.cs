using NetLang.Runtime.Execution;

namespace NetLang.Runtime.Data;

/// <summary>
/// A dataset that fits a program: one column an input, which gives the declared type, checked against shapes, bounds of labels
/// and values that are not finite.
/// </summary>
/// <param name="Columns">In the order of the program's inputs.</param>
/// <param name="Types">What each input takes; a column may be of another type until it is read.</param>
/// <param name="Symbols">Values of all symbols but the batch.</param>
internal sealed record BoundData(DataColumn[] Columns, ElementType[] Types, long[] Symbols, int Count)
{
    /// <summary>Buckets of rows, each batch being of one; null where all rows have one length.</summary>
    public BatchBuckets? Buckets { get; init; }

    /// <param name="targets">The targets of the loss; none to predict.</param>
    /// <exception cref="NetLangException">The data do not fit.</exception>
    public static BoundData Create(Dataset data, ModelSpec model, TensorSpec[] targets)
    {
        if (data.Count == 0)
            throw new NetLangException(DataErrors.Empty, $"there are no examples for {model.Name}", "give data with at least one row");
        var tensors = model.Inputs.Concat(targets).ToArray();
        var columns = ColumnMatching.Match(data, model, targets);
        var symbols = RowShapes.Bind(model, tensors, columns);
        for (var index = 0; index < columns.Length; index++)
        {
            ValueChecks.Finite(columns[index]);
            columns[index] = Convert(columns[index], tensors[index]);
            ValueChecks.Labels(columns[index], tensors[index]);
        }

        return new(columns, [.. tensors.Select(tensor => tensor.Type)], symbols, data.Count)
        {
            Buckets = BatchBuckets.Of(model, tensors, columns),
        };
    }

    /// <summary>The batches in which the rows are read.</summary>
    public BatchOrder InBatches(int size, bool areStreams = false) =>
        areStreams ? BatchOrder.InStreams(Count, size) : new(Count, size, Buckets?.Rows);

    /// <summary>The column in the type of the tensor, or as it is where that comes when rows are read.</summary>
    private static DataColumn Convert(DataColumn column, TensorSpec tensor)
    {
        if (tensor.Type is ElementType.F32 or ElementType.F64 && column.IsReadLate)
            return column;
        if (column.IsRandom)
        {
            throw new NetLangException(
                DataErrors.BadTransform,
                $"column '{column.Name}' is changed at random in training, and '{tensor.Name}' is {tensor.Type.Name()}",
                column.RowLength == 1
                    ? "mixup mixes labels too: write `on \"labels\" (oneHot 10)` before it, and take crossEntropyOneHot as the loss"
                    : $"declare '{tensor.Name}' f32");
        }

        return ColumnConversion.Convert(column, tensor.Type);
    }
}
