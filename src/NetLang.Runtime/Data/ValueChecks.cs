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

    /// <summary>Where in an input the first index lies that is negative or not below a bound; -1 for nowhere.</summary>
    public static unsafe long FirstOutside(ElementType type, byte* data, long length, long bound) => type switch
    {
        ElementType.I32 => FirstOutside((int*)data, length, bound),
        ElementType.I64 => FirstOutside((long*)data, length, bound),
        ElementType.U8 => FirstOutside(data, length, bound),
        _ => -1,
    };

    private static unsafe void Labels<T>(DataColumn column, TensorSpec tensor, T[] values)
        where T : unmanaged, IBinaryInteger<T>
    {
        long index;
        fixed (T* data = values)
            index = FirstOutside(data, values.Length, tensor.IndexBound);
        if (index < 0)
            return;
        throw new NetLangException(
            DataErrors.LabelOutOfRange,
            $"{column.Place(index)} is {values[index].ToString(null, CultureInfo.InvariantCulture)}, but '{tensor.Name}' "
            + $"takes indices 0 to {tensor.IndexBound - 1}",
            long.CreateSaturating(values[index]) == tensor.IndexBound
                ? "if the data count from 1, lower them by one; else let the model take more: a wider last layer, a longer table"
                : "correct the data, or let the model take more: a wider last layer, a longer table");
    }

    private static unsafe long FirstOutside<T>(T* data, long length, long bound)
        where T : unmanaged, IBinaryInteger<T>
    {
        for (var index = 0L; index < length; index++)
        {
            if (long.CreateTruncating(data[index]) is var value && (ulong)value >= (ulong)bound)
                return index;
        }

        return -1;
    }
}
