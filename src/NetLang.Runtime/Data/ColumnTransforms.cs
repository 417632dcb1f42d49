using System.Globalization;
using System.Numerics;

namespace NetLang.Runtime.Data;

/// <summary>
/// The transforms of one column. Results of f64 and i64 columns are f64, of all others f32; each is computed in f64 and
/// rounded once.
/// </summary>
internal static class ColumnTransforms
{
    public static DataColumn Scale(DataColumn column, double factor) => column.Values switch
    {
        float[] values => column.With(Scale<float, float>(values, factor)),
        byte[] values => column.With(Scale<byte, float>(values, factor)),
        int[] values => column.With(Scale<int, float>(values, factor)),
        _ => column.With(Scale<double, double>(Doubles(column), factor)),
    };

    public static DataColumn Normalize(DataColumn column, FeatureStatistics statistics) => column.Values switch
    {
        float[] values => column.With(Normalize<float, float>(values, statistics)),
        byte[] values => column.With(Normalize<byte, float>(values, statistics)),
        int[] values => column.With(Normalize<int, float>(values, statistics)),
        _ => column.With(Normalize<double, double>(Doubles(column), statistics)),
    };

    /// <exception cref="NetLangException">A value is NaN or infinite.</exception>
    public static FeatureStatistics Statistics(DataColumn column)
    {
        ValueChecks.Finite(column); // here, for a mean of NaN would spread to every row and hide the one at fault
        return column.Values switch
        {
            float[] values => FeatureStatistics.Of(values, column.RowLength),
            byte[] values => FeatureStatistics.Of(values, column.RowLength),
            _ => FeatureStatistics.Of(Doubles(column), column.RowLength),
        };
    }

    /// <exception cref="NetLangException">A value is no class, or a row holds several values.</exception>
    public static DataColumn OneHot(DataColumn column, int classes)
    {
        if (column.RowLength != 1)
            throw new NetLangException(
                DataErrors.BadTransform,
                $"oneHot {classes} needs one value a row, but column '{column.Name}' has {column.RowLength}",
                "choose the column with: |> on \"name\"");
        var values = Doubles(column);
        var encoded = new float[checked(values.Length * classes)];
        for (var row = 0; row < values.Length; row++)
        {
            var value = values[row];
            if (!(value >= 0 && value < classes && value == Math.Floor(value)))
                throw new NetLangException(
                    DataErrors.BadTransform,
                    $"{column.Place(row)} is {value.ToString(CultureInfo.InvariantCulture)}, but oneHot {classes} "
                    + $"takes whole numbers from 0 to {classes - 1}",
                    "correct the value or give more classes");
            encoded[(row * classes) + (int)value] = 1;
        }

        return column.With(encoded, [classes]);
    }

    private static TTo[] Scale<TFrom, TTo>(TFrom[] values, double factor)
        where TFrom : INumber<TFrom>
        where TTo : INumber<TTo>
    {
        var scaled = new TTo[values.Length];
        for (var index = 0; index < values.Length; index++)
            scaled[index] = TTo.CreateTruncating(double.CreateTruncating(values[index]) * factor);
        return scaled;
    }

    private static TTo[] Normalize<TFrom, TTo>(TFrom[] values, FeatureStatistics statistics)
        where TFrom : INumber<TFrom>
        where TTo : INumber<TTo>
    {
        var normalized = new TTo[values.Length];
        var (mean, deviation) = statistics;
        for (var index = 0; index < values.Length;)
        {
            for (var feature = 0; feature < mean.Length; feature++, index++)
            {
                var centred = double.CreateTruncating(values[index]) - mean[feature];
                normalized[index] = TTo.CreateTruncating(centred / deviation[feature]);
            }
        }

        return normalized;
    }

    private static double[] Doubles(DataColumn column) =>
        (double[])ColumnConversion.Convert(column, ElementType.F64).Values;
}
