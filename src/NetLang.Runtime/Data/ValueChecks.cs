using System.Globalization;
using System.Numerics;
using NetLang.Runtime.Execution;
using NetLang.Runtime.Numerics;

namespace NetLang.Runtime.Data;

/// <summary>Checks of all values before training: one pass over the data is far cheaper than an epoch.</summary>
internal static class ValueChecks
{
    /// <exception cref="NetLangException">A value is NaN or infinite.</exception>
    public static void Finite(DataColumn column)
    {
        switch (column.Values)
        {
            case float[] values:
                Finite(column, values);
                break;
            case double[] values:
                Finite(column, values);
                break;
            case Half[] values:
                Finite(column, values);
                break;
        }
    }

    /// <exception cref="NetLangException">A value is not below the bound of the tensor, or is negative.</exception>
    public static void Labels(DataColumn column, TensorSpec tensor)
    {
        if (tensor.IndexBound <= 0)
            return;
        switch (column.Values)
        {
            case int[] values:
                Labels(column, tensor, values);
                break;
            case long[] values:
                Labels(column, tensor, values);
                break;
            case byte[] values:
                Labels(column, tensor, values);
                break;
        }
    }

    private static void Finite<T>(DataColumn column, T[] values)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var element = FiniteScan.IndexOfNotFinite<T>(values);
        if (element < 0)
            return;
        throw new NetLangException(
            DataErrors.NotFinite,
            $"{column.Place(element)} is {values[element].ToString(null, CultureInfo.InvariantCulture)}",
            "drop the row or fill the value in");
    }

    private static void Labels<T>(DataColumn column, TensorSpec tensor, T[] values)
        where T : unmanaged, IBinaryInteger<T>
    {
        for (var index = 0; index < values.Length; index++)
        {
            var value = long.CreateSaturating(values[index]);
            if (value >= 0 && value < tensor.IndexBound)
                continue;
            throw new NetLangException(
                DataErrors.LabelOutOfRange,
                $"{column.Place(index)} is {value.ToString(CultureInfo.InvariantCulture)}, but '{tensor.Name}' "
                + $"takes indices 0 to {tensor.IndexBound - 1}",
                value == tensor.IndexBound
                    ? "if the data count from 1, lower them by one; else let the model take more: a wider last layer, a longer table"
                    : "correct the data, or let the model take more: a wider last layer, a longer table");
        }
    }
}
