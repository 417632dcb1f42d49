using NetLang.Runtime.Execution;

namespace NetLang.Runtime.Data;

/// <summary>
/// Which column feeds which tensor: by name, else by position; inputs first, then the targets of the loss.
/// </summary>
internal static class ColumnMatching
{
    /// <summary>The columns in the order of the inputs, then the targets.</summary>
    /// <exception cref="NetLangException">There are too few or too many columns.</exception>
    public static DataColumn[] Match(Dataset data, ModelSpec model, TensorSpec[] targets)
    {
        var free = data.Columns.ToList();
        var inputs = Take(free, model.Inputs);
        // Where inputs take all columns, they feed the loss too, as in autoencoders.
        var isShared = free.Count == 0 && targets.Length <= model.Inputs.Length;
        var rest = isShared ? [.. inputs.OfType<DataColumn>()] : free;
        var outputs = Take(rest, targets);

        // Columns behind the named ones may be left where every input was named: a model may use a part of a file.
        var isNamed = model.Inputs.All(input => data.Columns.Any(column => column.Name == input.Name));
        var isLeft = !isShared && rest.Count > 0 && targets.Length > 0 && !isNamed;
        if (inputs.Contains(null) || outputs.Contains(null) || isLeft)
            throw new NetLangException(
                DataErrors.ColumnsDoNotMatch,
                $"the data have {Count(data.Columns.Count, "column")} ({Names(data.Columns.Select(c => c.Name))}), but "
                + $"{model.Name} takes {Count(model.Inputs.Length, "input")} "
                + $"({Names(model.Inputs.Select(i => i.Name))})"
                + (targets.Length == 0
                    ? ""
                    : $" and its loss {Count(targets.Length, "target")} ({Names(targets.Select(t => t.Name))})"),
                "give one column for each, by name or in this order");
        return [.. inputs!, .. outputs!];
    }

    private static DataColumn?[] Take(List<DataColumn> free, TensorSpec[] tensors)
    {
        var taken = new DataColumn?[tensors.Length];
        foreach (var (index, tensor) in tensors.Index())
        {
            taken[index] = free.Find(column => column.Name == tensor.Name);
            if (taken[index] is { } column)
                free.Remove(column);
        }

        for (var index = 0; index < tensors.Length && free.Count > 0; index++)
        {
            if (taken[index] is not null)
                continue;
            taken[index] = free[0];
            free.RemoveAt(0);
        }

        return taken;
    }

    private static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";

    private static string Names(IEnumerable<string> names) => string.Join(", ", names);
}
