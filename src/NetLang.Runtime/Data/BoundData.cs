using NetLang.Runtime.Execution;

namespace NetLang.Runtime.Data;

/// <summary>
/// A dataset that fits a program: one column an input, of the declared type, checked against shapes, bounds of labels
/// and values that are not finite.
/// </summary>
/// <param name="Columns">In the order of the program's inputs.</param>
/// <param name="Symbols">Values of all symbols but the batch.</param>
internal sealed record BoundData(DataColumn[] Columns, long[] Symbols, int Count)
{
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
            columns[index] = ColumnConversion.Convert(columns[index], tensors[index].Type);
            ValueChecks.Labels(columns[index], tensors[index]);
        }

        return new(columns, symbols, data.Count);
    }
}
