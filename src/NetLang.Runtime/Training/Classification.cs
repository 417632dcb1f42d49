using NetLang.Runtime.Data;
using NetLang.Runtime.Execution;

namespace NetLang.Runtime.Training;

/// <summary>
/// A model and data whose one output gives a score a class, and whose one target is a class: its number, or one-hot.
/// </summary>
internal static class Classification
{
    /// <summary>The class of each example; null where the target is none.</summary>
    public static int[]? Labels(ModelSpec model, BoundData data, int classes)
    {
        if (model.Targets is not [var target] || classes < 2)
            return null;
        var column = data.Columns[^1];
        if (target.IndexBound == classes && column.RowLength == 1)
            return Array.ConvertAll(column.ToDoubles(), value => (int)value);
        return target.Type.IsFloat() && column.RowLength == classes ? OneHot(column) : null;
    }

    /// <summary>The class with the highest score in each row; of equal ones the first.</summary>
    public static int[] Predicted(DataColumn scores)
    {
        var rows = new RowsInDoubles(scores);
        var classes = new int[scores.Count];
        for (var row = 0; row < classes.Length; row++)
        {
            var values = rows[row];
            for (var index = 1; index < values.Length; index++)
            {
                if (values[index] > values[classes[row]])
                    classes[row] = index;
            }
        }

        return classes;
    }

    private static int[]? OneHot(DataColumn column)
    {
        var rows = new RowsInDoubles(column);
        for (var row = 0; row < column.Count; row++)
        {
            foreach (var value in rows[row])
            {
                if (value is not (0 or 1))
                    return null;
            }

            if (rows[row].Count(1.0) != 1)
                return null;
        }

        return Predicted(column);
    }
}
