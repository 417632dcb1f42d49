using System.Globalization;
using System.Numerics;

namespace NetLang.Runtime.Data;

/// <summary>
/// Conversion of a column to the declared type. Only rounding a float to a narrower float may change a value.
/// </summary>
internal static class ColumnConversion
{
    /// <exception cref="NetLangException">A value does not fit the type.</exception>
    public static DataColumn Convert(DataColumn column, ElementType type)
    {
        column = column.Read();
        if (column.Type == type)
            return column;
        return column.Values switch
        {
            float[] values => Convert(column, values, type),
            double[] values => Convert(column, values, type),
            int[] values => Convert(column, values, type),
            long[] values => Convert(column, values, type),
            byte[] values => Convert(column, values, type),
            Half[] values => Convert(column, values, type),
            bool[] values => Convert(column, Array.ConvertAll(values, value => value ? (byte)1 : (byte)0), type),
            _ => throw Unsupported(column, column.Type),
        };
    }

    private static DataColumn Convert<T>(DataColumn column, T[] values, ElementType type)
        where T : unmanaged, INumber<T>, IMinMaxValue<T> => type switch
        {
            ElementType.F32 => column.With(Convert<T, float>(column, values)),
            ElementType.F64 => column.With(Convert<T, double>(column, values)),
            ElementType.I32 => column.With(Convert<T, int>(column, values)),
            ElementType.I64 => column.With(Convert<T, long>(column, values)),
            ElementType.U8 => column.With(Convert<T, byte>(column, values)),
            ElementType.F16 => column.With(Convert<T, Half>(column, values)),
            ElementType.Bool => column.With(ToBool(column, values)),
            _ => throw Unsupported(column, type),
        };

    private static TTo[] Convert<TFrom, TTo>(DataColumn column, TFrom[] values)
        where TFrom : unmanaged, INumber<TFrom>, IMinMaxValue<TFrom>
        where TTo : unmanaged, INumber<TTo>, IMinMaxValue<TTo>
    {
        var isRounding = IsFloat<TFrom>() && IsFloat<TTo>();
        var converted = new TTo[values.Length];
        for (var index = 0; index < values.Length; index++)
        {
            var result = TTo.CreateSaturating(values[index]);
            converted[index] = result;
            var isKept = isRounding
                ? TTo.IsFinite(result) || !TFrom.IsFinite(values[index])
                : TFrom.CreateSaturating(result) == values[index] && !IsSaturated(values[index], result);
            if (!isKept)
                throw Lossy(column, values[index], index, ElementTypes.Of<TTo>());
        }

        return converted;
    }

    // The way there and back ends at the largest integer from a float beyond it too: 2³¹ is no i32, 2³¹ - 1 no f32.
    private static bool IsSaturated<TFrom, TTo>(TFrom value, TTo result)
        where TFrom : INumber<TFrom>, IMinMaxValue<TFrom>
        where TTo : INumber<TTo>, IMinMaxValue<TTo> =>
        (value == TFrom.MaxValue || result == TTo.MaxValue)
        && Int128.CreateSaturating(value) != Int128.CreateSaturating(result);

    private static bool[] ToBool<T>(DataColumn column, T[] values)
        where T : unmanaged, INumber<T>
    {
        var converted = new bool[values.Length];
        for (var index = 0; index < values.Length; index++)
        {
            converted[index] = values[index] == T.One;
            if (!converted[index] && !T.IsZero(values[index]))
                throw Lossy(column, values[index], index, ElementType.Bool);
        }

        return converted;
    }

    private static bool IsFloat<T>()
        where T : unmanaged => ElementTypes.Of<T>().IsFloat();

    private static NetLangException Lossy<T>(DataColumn column, T value, long element, ElementType type)
        where T : INumber<T> => new(
            DataErrors.LossyConversion,
            $"{column.Place(element)} is {value.ToString(null, CultureInfo.InvariantCulture)}, which {type.Name()} "
            + "cannot hold",
            $"correct the value, or declare the tensor {column.Type.Name()} (class labels are always whole numbers)");

    private static NetLangException Unsupported(DataColumn column, ElementType type) => new(
        DataErrors.LossyConversion,
        $"column '{column.Name}' ({column.Type.Name()}) cannot be converted to {type.Name()}",
        "declare the tensor f32");
}
